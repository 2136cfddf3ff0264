package io.github.camelenkash.api;

import java.util.List;

/**
 * How the partner's reference is spelled on single calls. The field table and every example of one page disagree (§14
 * row 5), so the default sends both. Bulk always spells {@code uniqueReferenceNumber}.
 */
public enum ReferenceField {
    /** Both spellings, with one value. */
    both("uniqueReferenceNumber", "uniqueReferenceNum"),
    /** The spelling of the field table. */
    uniqueReferenceNumber("uniqueReferenceNumber"),
    /** The spelling of the examples. */
    uniqueReferenceNum("uniqueReferenceNum");

    private final List<String> names;

    ReferenceField(String... names) {
        this.names = List.of(names);
    }

    /** The member names to write. */
    public List<String> names() {
        return names;
    }
}
