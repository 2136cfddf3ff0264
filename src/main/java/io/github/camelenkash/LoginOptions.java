package io.github.camelenkash;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
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

    private static final List<Option> ALL = List.of(
            new Option("username", EnkashConfiguration::getUsername, EnkashConfiguration::setUsername),
            new Option("password", EnkashConfiguration::getPassword, EnkashConfiguration::setPassword),
            new Option("clientId", EnkashConfiguration::getClientId, EnkashConfiguration::setClientId),
            new Option("clientSecret", EnkashConfiguration::getClientSecret, EnkashConfiguration::setClientSecret),
            new Option("secretKey", EnkashConfiguration::getSecretKey, EnkashConfiguration::setSecretKey),
            new Option(
                    "marketplaceUsername",
                    EnkashConfiguration::getMarketplaceUsername,
                    EnkashConfiguration::setMarketplaceUsername),
            new Option(
                    "marketplacePassword",
                    EnkashConfiguration::getMarketplacePassword,
                    EnkashConfiguration::setMarketplacePassword),
            new Option(
                    "marketplaceClientId",
                    EnkashConfiguration::getMarketplaceClientId,
                    EnkashConfiguration::setMarketplaceClientId),
            new Option(
                    "marketplaceClientSecret",
                    EnkashConfiguration::getMarketplaceClientSecret,
                    EnkashConfiguration::setMarketplaceClientSecret),
            new Option(
                    "marketplaceSecretKey",
                    EnkashConfiguration::getMarketplaceSecretKey,
                    EnkashConfiguration::setMarketplaceSecretKey));

    private record Option(
            String name, Function<EnkashConfiguration, String> value, BiConsumer<EnkashConfiguration, String> setter) {

        boolean isSame(EnkashConfiguration one, EnkashConfiguration other) {
            return Objects.equals(value.apply(one), value.apply(other));
        }
    }

    private LoginOptions() {}

    /**
     * All of them or none: a new user name with an old password would be one of the three wrong logins.
     *
     * @return whether the login is another one now
     */
    static boolean readAnew(CamelContext context, EnkashComponent component, String componentName) {
        // Whoever makes an endpoint meanwhile copies a login that is whole.
        var scratch = new EnkashComponent(context);
        scratch.setConfiguration(component.getConfiguration().copy());
        var configurer = component.getComponentPropertyConfigurer();
        for (var option : ALL) {
            try {
                var value = value(context, "camel.component." + componentName + ".", option.name());
                if (value != null) {
                    bind(context, scratch, configurer, option.name(), value);
                }
            } catch (RuntimeException e) {
                // Without the cause, whose message may repeat the value. The old login counts on.
                LOG.warn(
                        "The option {} of {} cannot be read anew ({}), so the login stays what it was",
                        option.name(),
                        componentName,
                        e.getClass().getSimpleName());
                return false;
            }
        }
        var before = component.getConfiguration();
        var now = scratch.getConfiguration();
        if (ALL.stream().allMatch(option -> option.isSame(before, now))) {
            return false;
        }
        component.setConfiguration(now);
        return true;
    }

    /**
     * A copy of an endpoint's options, in which those of the login are as now that came from the component.
     *
     * @param own names of those that did not
     */
    static EnkashConfiguration renewed(
            EnkashConfiguration endpoint, Set<String> own, EnkashConfiguration before, EnkashConfiguration now) {
        var renewed = endpoint.copy();
        ALL.stream()
                .filter(option -> own.stream().noneMatch(option.name()::equalsIgnoreCase))
                .filter(option -> option.isSame(endpoint, before))
                .forEach(
                        option -> option.setter().accept(renewed, option.value().apply(now)));
        return renewed;
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
