package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;

/**
 * What became of one dropped file.
 *
 * @param name as it was dropped
 * @param ending how it ended
 * @param outcomes how many rows ended how: {@code PAID}, {@code ALREADY_PAID}, {@code REFUSED}, {@code NOT_SENT}, …
 * @param balanceBefore what the account could allocate before the first row, or null where it was not read
 * @param results the result file, or null where it could not be written
 * @param problem why it was refused, stopped or held, or null
 * @param preFlight what was known before the first point moved, or null where it did not come so far
 * @param balanceAfter what the account can allocate now, or null where that is not known
 * @param page the page for people beside the result file, or null where it could not be written
 * @param peopleGoneAbove how many people this file has taken above the threshold of the financial year, or null where there
 *     is none
 */
public record FileReport(
        String name,
        Ending ending,
        Map<String, Long> outcomes,
        BigDecimal balanceBefore,
        Path results,
        String problem,
        PreFlightReport preFlight,
        BigDecimal balanceAfter,
        Path page,
        Long peopleGoneAbove) {}
