package io.github.camelenkash.flows;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a reconciliation came to.
 *
 * @param name the personnel file
 * @param month which month, such as 2026-03; null where nobody said
 * @param ending how it ended
 * @param problem why it was refused or stopped, or null
 * @param agreed references on which all sides agree
 * @param differences how many there are of each kind that there is
 * @param results the file of differences
 */
public record ReconcileReport(
        String name,
        String month,
        Ending ending,
        String problem,
        long agreed,
        Map<String, Long> differences,
        Path results) {}
