package io.github.camelenkash.springboot;

import io.github.camelenkash.EnkashComponent;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Hands the properties under {@code camel.component.enkash} to the component, in any spelling that Spring Boot takes
 * ({@code cardAccountId}, {@code card-account-id}, {@code CAMEL_COMPONENT_ENKASH_CARDACCOUNTID}). A value may name a bean
 * ({@code #bean:dataSource}). A name that is no option ends the start: a mistyped {@code ledgerUrl} would otherwise be a
 * ledger that forgets.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@ConditionalOnClass(CamelAutoConfiguration.class)
@ConditionalOnBean(CamelContext.class)
@ConditionalOnProperty(name = "camel.component.enkash.enabled", matchIfMissing = true)
public class EnkashAutoConfiguration {

    private static final String PREFIX = "camel.component.enkash";

    /** Camel applies it when the component is made, whoever asks for it first. */
    @Bean
    ComponentCustomizer enkashComponentCustomizer(CamelContext context, Environment environment) {
        var options = Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, String.class))
                .orElseGet(Map::of);
        return ComponentCustomizer.forType(
                EnkashComponent.class, component -> ComponentOptions.set(context, component, options));
    }
}
