package io.github.camelenkash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keys of transactions with their times, in slots that are kept apart: one more key does not rewrite all of them. */
final class SeenKeys {

    private static final int SLOTS = 64;
    private static final int RADIX = 36;

    /** Names of the slots. */
    static final List<String> NAMES =
            IntStream.range(0, SLOTS).mapToObj(Integer::toString).toList();

    private final List<Map<String, Instant>> slots =
            Stream.<Map<String, Instant>>generate(HashMap::new).limit(SLOTS).toList();
    private int size;

    /** The name of the slot that a key belongs to. */
    static String slotOf(String key) {
        return Integer.toString(Math.floorMod(key.hashCode(), SLOTS));
    }

    private Map<String, Instant> slot(String name) {
        return slots.get(Integer.parseInt(name));
    }

    /** The time of a key, or null for one that is not here. */
    Instant get(String key) {
        return slot(slotOf(key)).get(key);
    }

    void put(String key, Instant time) {
        if (slot(slotOf(key)).put(key, time) == null) {
            size++;
        }
    }

    int size() {
        return size;
    }

    /** Forgets what is not wanted any more, in one slot. */
    void forget(String slot, Predicate<Instant> which) {
        int before = slot(slot).size();
        slot(slot).values().removeIf(which);
        size -= before - slot(slot).size();
    }

    void forget(Predicate<Instant> which) {
        NAMES.forEach(slot -> forget(slot, which));
    }

    /** The time before which so many of the keys lie. */
    Instant timeAfter(int count) {
        var times = new ArrayList<Instant>(size);
        slots.forEach(slot -> times.addAll(slot.values()));
        times.sort(null);
        return times.get(Math.min(count, times.size() - 1));
    }

    /** The time of the oldest key, or null for none. */
    Instant oldest() {
        return slots.stream()
                .flatMap(slot -> slot.values().stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** A slot as one line. */
    String text(String slot) {
        return slot(slot).entrySet().stream()
                .map(key -> key.getKey() + ":" + Long.toString(key.getValue().toEpochMilli(), RADIX))
                .collect(Collectors.joining(","));
    }

    /** Replaces everything by what was kept; a slot that was not kept is empty. */
    void read(Map<String, String> texts) {
        size = 0;
        for (var name : NAMES) {
            slot(name).clear();
            var text = texts.getOrDefault(name, "");
            for (var key : text.isEmpty() ? new String[0] : text.split(",")) {
                int colon = key.indexOf(':');
                put(key.substring(0, colon), Instant.ofEpochMilli(Long.parseLong(key.substring(colon + 1), RADIX)));
            }
        }
    }
}
