package io.github.camelenkash;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.util.StringHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the options of the login anew, from where Camel Main took them: {@code camel.component.<name>.password} and its
 * like. So a password that was rotated in a vault or a file counts after a reload of the context, without a restart.
 * Options that no property names stay as they are.
 */
final class LoginOptions {

    private static final Logger LOG = LoggerFactory.getLogger(EnkashComponent.class);

    private static final List<String> NAMES = List.of(
            "username",
            "password",
            "clientId",
            "clientSecret",
            "secretKey",
            "marketplaceUsername",
            "marketplacePassword",
            "marketplaceClientId",
            "marketplaceClientSecret",
            "marketplaceSecretKey");

    private LoginOptions() {}

    static void readAnew(CamelContext context, EnkashComponent component, String componentName) {
        var configurer = component.getComponentPropertyConfigurer();
        for (var name : NAMES) {
            try {
                var value = value(context, "camel.component." + componentName + ".", name);
                if (value != null) {
                    configurer.configure(context, component, name, value, true);
                }
            } catch (RuntimeException e) {
                // Without the cause, whose message may repeat the value. The old one counts on.
                LOG.warn(
                        "The option {} of {} cannot be read anew ({})",
                        name,
                        componentName,
                        e.getClass().getSimpleName());
            }
        }
    }

    /** In either spelling; what is resolved is what the placeholders in it lead to now. */
    private static String value(CamelContext context, String prefix, String name) {
        return Stream.of(name, StringHelper.camelCaseToDash(name))
                .distinct()
                .map(spelling -> context.resolvePropertyPlaceholders("{{?" + prefix + spelling + "}}"))
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse(null);
    }
}
