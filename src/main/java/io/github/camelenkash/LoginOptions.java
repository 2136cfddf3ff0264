package io.github.camelenkash;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.PropertyBindingSupport;
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

    /** All of them or none: a new user name with an old password would be one of the three wrong logins. */
    static void readAnew(CamelContext context, EnkashComponent component, String componentName) {
        // Whoever makes an endpoint meanwhile copies a login that is whole.
        var scratch = new EnkashComponent(context);
        scratch.setConfiguration(component.getConfiguration().copy());
        for (var name : NAMES) {
            try {
                var value = value(context, "camel.component." + componentName + ".", name);
                if (value != null) {
                    bind(context, scratch, component.getComponentPropertyConfigurer(), name, value);
                }
            } catch (RuntimeException e) {
                // Without the cause, whose message may repeat the value. The old login counts on.
                LOG.warn(
                        "The option {} of {} cannot be read anew ({}), so the login stays what it was",
                        name,
                        componentName,
                        e.getClass().getSimpleName());
                return;
            }
        }
        component.setConfiguration(scratch.getConfiguration());
    }

    /** As Camel Main does it: a value may name a bean or a property ({@code #bean:…}, {@code #property:…}). */
    private static void bind(
            CamelContext context, EnkashComponent target, PropertyConfigurer configurer, String name, String value) {
        PropertyBindingSupport.build()
                .withCamelContext(context)
                .withTarget(target)
                .withConfigurer(configurer)
                .withReflection(false)
                .withMandatory(true)
                .withProperty(name, value)
                .bind();
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
