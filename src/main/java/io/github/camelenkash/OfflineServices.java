package io.github.camelenkash;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.OfflineService;
import java.util.Map;
import java.util.Optional;
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
        environment.check("marketplaceTokenUrl", configuration.getMarketplaceTokenUrl());
        environment.check("ssoUrl", configuration.getSsoUrl());
        // An own apiUrl with its own login needs no service of ours; neither does a client that is lent.
        if (environment == Environment.sandbox
                && configuration.getApiUrl() == null
                && configuration.getClient() == null) {
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
        var found = context.getRegistry().findByType(OfflineService.class);
        if (found.size() > 1) {
            throw new InvalidRequestException(
                    Failure.because("environment=sandbox, and there are " + found.size() + " sandboxes in the registry")
                            .next("Leave one of them, or name one by apiUrl and its other options"));
        }
        var service = found.isEmpty() ? startOne(context) : found.iterator().next();
        service.start();
        return service;
    }

    private OfflineService startOne(CamelContext context) {
        started = load(context.getApplicationContextClassLoader())
                .or(() -> load(OfflineServices.class.getClassLoader()))
                .orElseThrow(OfflineServices::missing);
        startedIn = context;
        context.getRegistry().bind(BEAN, OfflineService.class, started);
        return started;
    }

    private static Optional<OfflineService> load(ClassLoader loader) {
        try {
            return loader == null
                    ? Optional.empty()
                    : ServiceLoader.load(OfflineService.class, loader).findFirst();
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
