package io.github.camelenkash;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.OfflineService;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/**
 * Completes options by what the environment knows. For {@code environment=sandbox} that is an offline service: the one in
 * the registry, or one that is started and then shared through the registry.
 */
final class OfflineServices implements AutoCloseable {

    private static final String BEAN = "enkashSandbox";

    private OfflineService started;
    private CamelContext startedIn;

    /** A copy of the options in which everything is set that the environment can fill. */
    EnkashConfiguration complete(CamelContext context, EnkashConfiguration given) {
        var configuration = given.copy();
        var environment = configuration.getEnvironment();
        environment.check("apiUrl", configuration.getApiUrl());
        environment.check("tokenUrl", configuration.getTokenUrl());
        environment.check("marketplaceUrl", configuration.getMarketplaceUrl());
        // An own apiUrl with its own login needs no service of ours.
        if (environment == Environment.sandbox && configuration.getApiUrl() == null) {
            fill(configuration, service(context).options());
        } else {
            fill(configuration, environment.defaults());
        }
        return configuration;
    }

    private static void fill(EnkashConfiguration c, Map<String, String> defaults) {
        fill(defaults, "apiUrl", c.getApiUrl(), c::setApiUrl);
        fill(defaults, "tokenUrl", c.getTokenUrl(), c::setTokenUrl);
        fill(defaults, "marketplaceUrl", c.getMarketplaceUrl(), c::setMarketplaceUrl);
        fill(defaults, "ssoUrl", c.getSsoUrl(), c::setSsoUrl);
        fill(defaults, "partnerId", c.getPartnerId(), c::setPartnerId);
        fill(defaults, "companyId", c.getCompanyId(), c::setCompanyId);
        fill(defaults, "cardAccountId", c.getCardAccountId(), c::setCardAccountId);
        fill(defaults, "incentiveAccountId", c.getIncentiveAccountId(), c::setIncentiveAccountId);
        fill(defaults, "partnerName", c.getPartnerName(), c::setPartnerName);
        fill(defaults, "username", c.getUsername(), c::setUsername);
        fill(defaults, "password", c.getPassword(), c::setPassword);
        fill(defaults, "clientId", c.getClientId(), c::setClientId);
        fill(defaults, "clientSecret", c.getClientSecret(), c::setClientSecret);
    }

    private static void fill(Map<String, String> defaults, String option, String value, Consumer<String> setter) {
        if (value == null && defaults.containsKey(option)) {
            setter.accept(defaults.get(option));
        }
    }

    private OfflineService service(CamelContext context) {
        var found = context.getRegistry().findSingleByType(OfflineService.class);
        if (found == null) {
            found = load(context);
            started = found;
            startedIn = context;
            context.getRegistry().bind(BEAN, OfflineService.class, found);
        }
        found.start();
        return found;
    }

    private static OfflineService load(CamelContext context) {
        try {
            var loader = context.getApplicationContextClassLoader() != null
                    ? context.getApplicationContextClassLoader()
                    : OfflineServices.class.getClassLoader();
            return ServiceLoader.load(OfflineService.class, loader).findFirst().orElseThrow(OfflineServices::missing);
        } catch (ServiceConfigurationError e) {
            throw new InvalidRequestException(Failure.because("The sandbox could not be loaded"), e);
        }
    }

    private static InvalidRequestException missing() {
        return new InvalidRequestException(Failure.because("environment=sandbox, and no sandbox is on the classpath")
                .next("Add io.github.camel-enkash:camel-enkash with the classifier 'sandbox', or set apiUrl"));
    }

    @Override
    public void close() {
        if (started != null) {
            startedIn.getRegistry().unbind(BEAN);
            started.close();
            started = null;
        }
    }
}
