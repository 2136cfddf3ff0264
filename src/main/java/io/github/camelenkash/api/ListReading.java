package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A read whose answer is a list (§14 row 8), so that it can also be asked part by part ({@link SliceCall}).
 *
 * @param <A> one row
 */
public interface ListReading<A> extends Reading<List<A>> {

    /** Reads one row, tolerantly. */
    A row(JsonNode row);

    /**
     * The whole list.
     *
     * @throws UnavailableException if the answer itself says that there are more rows than it holds: a part of a list
     *     that is taken for the whole is a silent loss
     */
    @Override
    default List<A> answer(JsonNode payload, Input input, Onboarding onboarding) {
        var slice = Slice.read(payload, this);
        if (slice.isCut()) {
            throw new UnavailableException(Failure.because("EnKash counts " + slice.total() + " rows of '" + operation()
                            + "', and its answer holds " + slice.rows().size())
                    .next("Narrow the filter, or use outputType=streamList, which asks part by part"));
        }
        return slice.rows();
    }
}
