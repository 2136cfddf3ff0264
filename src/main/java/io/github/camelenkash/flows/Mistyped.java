package io.github.camelenkash.flows;

import io.github.camelenkash.EnkashComponent;
import io.github.camelenkash.EnkashConfiguration;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.PropertyBindingException;

/** What to say of a property that nothing has. Camel would say its value too, and {@code passwort} has one. */
public final class Mistyped {

    private static final String SETTER = "set";

    private Mistyped() {}

    /** In one sentence, without the value. */
    public static String property(PropertyBindingException failure) {
        var key = failure.getOptionKey() == null ? failure.getPropertyName() : failure.getOptionKey();
        // The prefix ends with its dot, and may be null.
        var full = Objects.toString(failure.getOptionPrefix(), "") + key;
        if (failure.getCause() != null) {
            return "The property '" + full + "' cannot have this value";
        }
        var said = "There is no property '" + full + "'";
        int name = full.lastIndexOf('.') + 1;
        return failure.getTarget() instanceof EnkashComponent
                ? Nearest.ifNear(full.substring(name), options())
                        .map(option -> said + ". Did you mean '" + full.substring(0, name) + option + "'?")
                        .orElse(said)
                : said;
    }

    private static List<String> options() {
        return Stream.of(EnkashConfiguration.class, EnkashComponent.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(Method::getName)
                .filter(method -> method.startsWith(SETTER) && method.length() > SETTER.length())
                .map(method ->
                        Character.toLowerCase(method.charAt(SETTER.length())) + method.substring(SETTER.length() + 1))
                .toList();
    }
}
