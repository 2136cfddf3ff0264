package io.github.camelenkash.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record that an operation answers with. Besides its members it has a view as a map, so that it goes straight into CSV,
 * templates and named parameters of SQL; the Camel layer converts it by itself where a map is wanted.
 */
public interface Data {

    /**
     * The members by name, in their order: numbers, texts and booleans as they are, constants by their names, records
     * and lists of them as maps. {@code raw} is left out, as it is in JSON.
     */
    default Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        for (var component : getClass().getRecordComponents()) {
            if (!component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                map.put(component.getName(), plain(value(component, this)));
            }
        }
        return map;
    }

    private static Object plain(Object value) {
        if (value instanceof Data data) {
            return data.toMap();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Data::plain).toList();
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    private static Object value(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("A public record's members can be read", e);
        }
    }
}
