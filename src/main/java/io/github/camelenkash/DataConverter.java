package io.github.camelenkash;

import io.github.camelenkash.api.Data;
import java.util.Map;
import org.apache.camel.Converter;

/**
 * Makes an answer into a map wherever Camel wants one: named parameters of {@code sql:} ({@code :#cardId}), CSV, templates.
 */
@Converter(generateLoader = true)
public final class DataConverter {

    private DataConverter() {}

    /** The members by name; see {@link Data#toMap()}. */
    @Converter
    public static Map<String, Object> toMap(Data data) {
        return data.toMap();
    }
}
