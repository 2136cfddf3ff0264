package io.github.camelenkash;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Kind;

/** Reads single members of a body for the operations that ask the ledger. */
final class Fields {

    private Fields() {}

    /**
     * A member as text.
     *
     * @param otherwise what to take where it is absent or blank; null if it must be there
     */
    static String text(Input input, String name, String otherwise) {
        var value = input.fields().get(name);
        if (value != null && !value.toString().isBlank()) {
            return value.toString().trim();
        }
        if (otherwise == null) {
            throw invalid(name, "is missing", "Give it in the body");
        }
        return otherwise;
    }

    /** A member as whole number; see {@link #text}. */
    static int number(Input input, String name, Integer otherwise) {
        var text = text(input, name, otherwise == null ? null : otherwise.toString());
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw invalid(name, "is not a whole number", "Give it as digits");
        }
    }

    /** The member {@code kind}: what the reference names; points where it is absent. */
    static Kind kind(Input input) {
        if (input.text() != null) {
            return Kind.points;
        }
        var kind = Kind.read(text(input, "kind", Kind.points.name()));
        if (kind == null) {
            throw invalid("kind", "is none of points, orders and coins", "Give one of them, or leave it out");
        }
        return kind;
    }

    static InvalidRequestException invalid(String field, String problem, String next) {
        return new InvalidRequestException(Failure.because("The field '" + field + "' " + problem)
                .field(field)
                .next(next));
    }
}
