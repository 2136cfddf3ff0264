package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What a {@link RewardFiles} bean has in hand and has done since it started; for consoles and metrics. A route finds none of
 * this in its way: it is read with {@link RewardFiles#progress()}.
 *
 * @param files that are being looked at or paid
 * @param ended how many files ended how
 * @param rows how many rows of those ended how
 * @param points what the rows of each outcome add up to
 */
public record FilesProgress(
        List<FileProgress> files, Map<Ending, Long> ended, Map<String, Long> rows, Map<String, BigDecimal> points) {}
