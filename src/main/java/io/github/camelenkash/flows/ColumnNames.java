package io.github.camelenkash.flows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the columns of a file may be called: our own names, those that the user maps, and those of our results. */
final class ColumnNames {

    static final String AMOUNT = "loadAmount";
    static final String REFERENCE = "uniqueReferenceNumber";
    static final String CARD = "enkashCardId";

    /** The columns that a result file has behind those of the file. */
    static final List<String> RESULTS = List.of("line", "outcome", "transactionId", "balance", "reason", "whatToDo");

    /** No reward file has these by chance, so they tell a result file that is dropped again. */
    private static final Set<String> MARKS_OF_RESULTS = Set.of("outcome", "whattodo");

    private static final String ANY = "*";
    private static final int LONGEST_SHOWN = 40;

    /** What a header may say, in the order in which it is explained to people. */
    private static final Map<String, String> FIELD_OF_NAME = new LinkedHashMap<>();

    static {
        for (var field : List.of("title", "firstName", "name", "gender", "email", "mobile")) {
            FIELD_OF_NAME.put(field, field);
        }
        FIELD_OF_NAME.put("loadAmount", AMOUNT);
        FIELD_OF_NAME.put("points", AMOUNT);
        FIELD_OF_NAME.put("uniqueReferenceNumber", REFERENCE);
        FIELD_OF_NAME.put("reference", REFERENCE);
        FIELD_OF_NAME.put("enkashCardId", CARD);
        FIELD_OF_NAME.put("cardId", CARD);
        FIELD_OF_NAME.put("remarks", "remarks");
    }

    private final Map<String, String> fieldOfPlain = new HashMap<>();
    private final Map<String, String> headerOfMapped = new LinkedHashMap<>();
    private final Map<String, String> headerOfPart = new HashMap<>();
    private final Set<String> plainParts;
    private final Set<String> ignored;

    /**
     * Takes the user's names besides our own.
     *
     * @param mapping field, its other name, or part of the reference → the file's name of its column
     * @param ignored columns that nobody asks for; {@code *} for all that are unknown
     * @param parts the parts of the reference, where it is built
     * @throws IllegalArgumentException if there is no such field or part
     */
    ColumnNames(Map<String, String> mapping, Set<String> ignored, List<String> parts) {
        FIELD_OF_NAME.forEach((name, field) -> fieldOfPlain.put(plain(name), field));
        mapping.forEach((name, header) -> {
            var field = FIELD_OF_NAME.get(name);
            if (field == null && !parts.contains(name)) {
                var known = new ArrayList<>(FIELD_OF_NAME.keySet());
                known.addAll(parts);
                throw new IllegalArgumentException(
                        "There is no column '" + name + "' to map. " + Nearest.to(name, known));
            }
            if (field != null) {
                fieldOfPlain.put(plain(header), field);
                headerOfMapped.put(field, header);
            }
            headerOfPart.put(name, header);
        });
        this.ignored = ignored.stream().map(ColumnNames::plain).collect(Collectors.toSet());
        plainParts = parts.stream().map(part -> plain(headerOfPart(part))).collect(Collectors.toSet());
    }

    /** As names are compared. */
    static String plain(String header) {
        return header.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }

    static String shown(String header) {
        return header.length() > LONGEST_SHOWN ? header.substring(0, LONGEST_SHOWN) + "…" : header;
    }

    /** Whether a field of a request goes by this name on the wire. */
    static boolean isField(String name) {
        return FIELD_OF_NAME.containsValue(name);
    }

    /** How many of these are names of columns. */
    int count(List<String> cells) {
        return (int) cells.stream()
                .filter(cell -> field(cell) != null || isPart(cell))
                .count();
    }

    /** The field that a column of this name holds, or null. */
    String field(String header) {
        return fieldOfPlain.get(plain(header));
    }

    boolean isPart(String header) {
        return plainParts.contains(plain(header));
    }

    boolean isIgnored(String header) {
        return ignored.contains(ANY) || (!header.isBlank() && ignored.contains(plain(header)));
    }

    /** The fields that the user mapped. */
    Set<String> mapped() {
        return headerOfMapped.keySet();
    }

    String header(String mappedField) {
        return headerOfMapped.get(mappedField);
    }

    String headerOfPart(String part) {
        return headerOfPart.getOrDefault(part, part);
    }

    /** @param settings names the properties by which others may be allowed */
    String allowed(RewardSettings settings) {
        var names = new ArrayList<>(FIELD_OF_NAME.keySet());
        headerOfPart.values().stream().filter(name -> !names.contains(name)).forEach(names::add);
        return "Use these columns, and no others: " + String.join(", ", names)
                + ". Or map it by " + settings.property("columns") + ", or list it in "
                + settings.property("ignoreColumns");
    }

    /** Whether this is the header of a file that we wrote. */
    static boolean areResults(List<String> header) {
        return header.stream()
                .map(ColumnNames::plain)
                .collect(Collectors.toSet())
                .containsAll(MARKS_OF_RESULTS);
    }

    /**
     * Whether a column of a result file was added by us: the last one of each of our names. One before it that is called
     * the same is the file's own.
     *
     * @param withReference whether we add the reference, too
     */
    static boolean isOurs(List<String> header, int index, boolean withReference) {
        var name = plain(header.get(index));
        boolean reserved = RESULTS.stream().anyMatch(result -> plain(result).equals(name))
                || (withReference && name.equals("reference"));
        return reserved
                && header.stream().skip(index + 1L).noneMatch(later -> plain(later)
                        .equals(name));
    }
}
