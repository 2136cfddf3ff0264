package io.github.camelenkash.client;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to ask for one page after the other. No page documents members for that (§15.16), so by default there are none.
 *
 * @param size rows asked for at a time; 0 where nothing is known
 * @param members names of the body's members, each with what it says of the page
 */
public record Paging(int size, Map<String, Paging.Member> members) {

    /** No members for paging, no known size. */
    public static final Paging NONE = new Paging(0, Map.of());

    /** What a member of the body says of the page that is asked for. */
    public enum Member {
        /** The page's number, from 0. */
        page,
        /** The page's number, from 1. */
        pageFromOne,
        /** How many rows to leave out. */
        offset,
        /** How many rows to give. */
        size
    }

    public Paging {
        members = Map.copyOf(members);
        if (size < 0) {
            throw Options.invalid("The option 'pageSize' is below zero", "Give the number of rows of a page");
        }
        if (!members.isEmpty() && size == 0) {
            throw Options.invalid("'pageParameters' needs 'pageSize'", "Give the number of rows of a page");
        }
        if (!members.isEmpty() && members.values().stream().allMatch(Member.size::equals)) {
            throw Options.invalid(
                    "No member of 'pageParameters' tells the pages apart",
                    "Give one of them the meaning page, pageFromOne or offset");
        }
    }

    /**
     * Reads the option {@code pageParameters}.
     *
     * @param text {@code member=meaning} pairs separated by commas, such as {@code pageNo=page,rows=size}; or null
     */
    public static Paging read(int size, String text) {
        var members = new LinkedHashMap<String, Member>();
        for (var pair : text == null || text.isBlank() ? new String[0] : text.split(",")) {
            var parts = pair.trim().split("\\s*=\\s*");
            var meaning = parts.length == 2
                    ? Arrays.stream(Member.values())
                            .filter(member -> member.name().equals(parts[1]))
                            .findFirst()
                    : java.util.Optional.<Member>empty();
            members.put(
                    parts[0],
                    meaning.orElseThrow(() -> Options.invalid(
                            "The option 'pageParameters' cannot be read at '" + pair.trim() + "'",
                            "Write member=meaning pairs separated by commas, with the meanings page, pageFromOne,"
                                    + " offset or size")));
        }
        return new Paging(size, members);
    }

    /** Whether EnKash can be asked for a certain page. */
    boolean hasPages() {
        return !members.isEmpty();
    }

    /** What to add to a body. */
    Map<String, Integer> of(int page, int offset) {
        var values = new LinkedHashMap<String, Integer>();
        members.forEach((name, member) -> values.put(
                name,
                switch (member) {
                    case page -> page;
                    case pageFromOne -> page + 1;
                    case offset -> offset;
                    case size -> size;
                }));
        return values;
    }
}
