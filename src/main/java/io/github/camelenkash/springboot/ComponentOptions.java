package io.github.camelenkash.springboot;

import io.github.camelenkash.EnkashComponent;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PropertyBindingSupport;

/** Sets options of the component by name, through the configurer that Camel generated. */
final class ComponentOptions {

    /** What tells the words of a name apart in one spelling or another. */
    private static final Pattern SEPARATORS = Pattern.compile("[-._]");
    /** Switches of the auto-configuration itself. */
    private static final Set<String> NOT_OPTIONS = Set.of("enabled", "customizerenabled");

    private ComponentOptions() {}

    static void set(CamelContext context, EnkashComponent component, Map<String, String> options) {
        options.forEach((name, value) -> {
            var plain = SEPARATORS.matcher(name).replaceAll("");
            if (!NOT_OPTIONS.contains(plain)) {
                set(context, component, name, plain, value);
            }
        });
    }

    private static void set(CamelContext context, EnkashComponent component, String name, String plain, String value) {
        boolean bound;
        try {
            bound = PropertyBindingSupport.build()
                    .withCamelContext(context)
                    .withTarget(component)
                    .withConfigurer(component.getComponentPropertyConfigurer())
                    .withIgnoreCase(true)
                    .withReflection(false)
                    .withProperty(plain, value)
                    .bind();
        } catch (RuntimeException e) {
            // Without the cause, whose message repeats the value; it may be a secret.
            throw new IllegalArgumentException("The value of camel.component.enkash." + name + " cannot be used ("
                    + e.getClass().getSimpleName() + ")");
        }
        if (!bound) {
            throw new IllegalArgumentException(
                    "camel.component.enkash." + name + " is no option of the component; see its list of options");
        }
    }
}
