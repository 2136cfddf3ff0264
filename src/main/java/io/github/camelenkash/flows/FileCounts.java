package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Counts for one {@link RewardFiles} bean what it has in hand and how files ended since it started. */
final class FileCounts {

    private final Set<RewardFile> inHand = new LinkedHashSet<>();
    private final Map<Ending, Long> ended = new EnumMap<>(Ending.class);
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private final Map<String, BigDecimal> points = new LinkedHashMap<>();

    synchronized void opened(RewardFile file) {
        inHand.add(file);
    }

    /** It goes on another time. */
    synchronized void putDown(RewardFile file) {
        inHand.remove(file);
    }

    synchronized void ended(RewardFile file, FileReport report) {
        inHand.remove(file);
        ended.merge(report.ending(), 1L, Long::sum);
        report.outcomes().forEach((outcome, count) -> {
            rows.merge(outcome, count, Long::sum);
            points.merge(outcome, file.tally().points().get(outcome), BigDecimal::add);
        });
    }

    synchronized FilesProgress progress() {
        return new FilesProgress(
                inHand.stream().map(RewardFile::progress).toList(),
                Collections.unmodifiableMap(new EnumMap<>(ended)),
                Collections.unmodifiableMap(new LinkedHashMap<>(rows)),
                Collections.unmodifiableMap(new LinkedHashMap<>(points)));
    }
}
