package io.github.camelenkash.flows.command;

import io.github.camelenkash.EnkashComponent;
import io.github.camelenkash.EnkashConfiguration;
import io.github.camelenkash.flows.Nearest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.camel.PropertyBindingException;

/** What to say of a property that nothing has. Camel would say its value too, and {@code passwort} has one. */
final class Mistyped {

    private static final String SETTER = "set";

    private Mistyped() {}

    static String property(PropertyBindingException failure) {
        // The prefix ends with its dot, and may be null.
        var full = Objects.toString(failure.getOptionPrefix(), "") + failure.getOptionKey();
        var said = "There is no property '" + full + "'";
        var name = full.substring(full.lastIndexOf('.') + 1);
        return failure.getTarget() instanceof EnkashComponent
                ? said + ". Did you mean '" + full.substring(0, full.length() - name.length())
                        + Nearest.name(name, options()) + "'?"
                : said;
    }

    private static List<String> options() {
        return Arrays.stream(EnkashConfiguration.class.getMethods())
                .map(Method::getName)
                .filter(method -> method.startsWith(SETTER))
                .map(method ->
                        Character.toLowerCase(method.charAt(SETTER.length())) + method.substring(SETTER.length() + 1))
                .toList();
    }
}
