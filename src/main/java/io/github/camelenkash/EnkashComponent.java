package io.github.camelenkash;

import io.github.camelenkash.api.Masking;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.client.EnkashClient;
import io.github.camelenkash.client.TokenState;
import io.github.camelenkash.ledger.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.PropertiesHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The component {@code enkash}. Its endpoints share clients (one login, one pool) and the ledger. */
@Component("enkash")
public class EnkashComponent extends DefaultComponent implements SSLContextParametersAware {

    private static final Logger LOG = LoggerFactory.getLogger(EnkashComponent.class);

    @Metadata(description = "The options that all endpoints start from.")
    private volatile EnkashConfiguration configuration = new EnkashConfiguration();

    @Metadata(
            label = "security",
            defaultValue = "false",
            description = "Whether to use the TLS settings of the Camel context.")
    private boolean useGlobalSslContextParameters;

    private final SharedServices services = new SharedServices();
    private final HealthChecks healthChecks = new HealthChecks();
    private final Set<EnkashProducer> producers = ConcurrentHashMap.newKeySet();
    private final Reloading reloading = new Reloading(this::readLoginAnew);

    public EnkashComponent() {}

    public EnkashComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        readLoginAnew();
        var endpointConfiguration = configuration.copy();
        var endpoint = new EnkashEndpoint(uri, this, operation(remaining), endpointConfiguration);
        endpoint.addFilter(PropertiesHelper.extractProperties(parameters, "filter."));
        endpoint.keepOptions(Set.copyOf(parameters.keySet()));
        setProperties(endpoint, parameters);
        if (endpointConfiguration.getSslContextParameters() == null) {
            endpointConfiguration.setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        if (endpointConfiguration.getReferencePolicy() == ReferencePolicy.source) {
            SourceReference.noteIn(getCamelContext());
        }
        return endpoint;
    }

    /**
     * Camel has stopped the routes, read its properties anew and begins to make endpoints, or has ended without one. Other
     * credentials get a client and one login of their own; with the same ones all goes on as before. The ledger is kept in
     * either case.
     */
    private void readLoginAnew() {
        if (!reloading.isDue()) {
            return;
        }
        int reloads = reloading.begun();
        var before = configuration;
        boolean changed = false;
        for (var entry : in(getCamelContext()).entrySet()) {
            if (entry.getValue() == this) {
                changed |= LoginOptions.readAnew(getCamelContext(), this, entry.getKey());
            }
        }
        services.retireClients(changed);
        healthChecks.keepOnly(services::isInUse);
        if (changed) {
            renew(before);
        }
        reloading.readAfter(reloads);
    }

    /** Camel keeps endpoints that no route names, and the producers that templates, beans and {@code toD} have of them. */
    private void renew(EnkashConfiguration before) {
        var endpoints = producers.stream().map(EnkashProducer::getEndpoint);
        Stream.concat(endpoints, getCamelContext().getEndpoints().stream())
                .distinct()
                .filter(endpoint -> endpoint instanceof EnkashEndpoint enkash && enkash.getComponent() == this)
                .forEach(endpoint -> ((EnkashEndpoint) endpoint).renewLogin(before, configuration));
        for (var producer : producers) {
            try {
                producer.renew();
            } catch (Exception e) {
                LOG.warn("A producer of enkash keeps the login of before ({})", Masking.clean(e.getMessage()));
            }
        }
    }

    private static EnkashOperation operation(String name) {
        for (var operation : EnkashOperation.values()) {
            if (operation.name().equals(name)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("Unknown operation '" + name + "' in enkash:" + name + ". Known operations: "
                + Arrays.toString(EnkashOperation.values()));
    }

    /** The client and the ledger for an endpoint; the same ones for endpoints that are set up alike. */
    EnkashService service(EnkashConfiguration endpointConfiguration, EnkashOperation operation) throws Exception {
        return services.get(getCamelContext(), endpointConfiguration, operation);
    }

    void started(EnkashProducer producer) {
        producers.add(producer);
    }

    void stopped(EnkashProducer producer) {
        producers.remove(producer);
    }

    /** Somebody who got it does not use it any more. */
    void release(EnkashService service) {
        services.release(service.client());
    }

    /** Lets health checks tell whether EnKash can be used through this client. */
    void watch(EnkashClient client, Program program) {
        healthChecks.watch(getCamelContext(), client, program);
    }

    /** How the services stand that the endpoints share. */
    List<ServiceStatus> status() {
        return services.status();
    }

    /** How the movements of all of them stand. */
    Standing standing() {
        return services.standing();
    }

    /** How their logins stand. */
    List<TokenState> tokens() {
        return services.tokens();
    }

    /** The components of this kind that a context has, by name. */
    static Map<String, EnkashComponent> in(CamelContext context) {
        var components = new TreeMap<String, EnkashComponent>();
        for (var name : context.getComponentNames()) {
            if (context.hasComponent(name) instanceof EnkashComponent component) {
                components.put(name, component);
            }
        }
        return components;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServiceHelper.startService(reloading);
        getCamelContext().getManagementStrategy().addEventNotifier(reloading);
        if (configuration.getReferencePolicy() == ReferencePolicy.source) {
            // Before the first message, for endpoints that are made when one is on its way.
            SourceReference.noteIn(getCamelContext());
        }
    }

    /** What a consumer polls with. */
    PollService pollService(
            EnkashConfiguration endpointConfiguration, EnkashOperation operation, ConsumerSettings.Check check)
            throws Exception {
        startRepository(endpointConfiguration.getStateRepository());
        return services.poll(getCamelContext(), endpointConfiguration, operation, check);
    }

    /**
     * Nobody starts a bean, and the repositories of Camel do not know what they kept until they are started: a consumer
     * would begin anew after each restart, and miss what came in between. One that was started already is left alone.
     */
    private void startRepository(StateRepository<String, String> repository) throws Exception {
        if (repository != null && !ServiceHelper.isStarted(repository)) {
            // The context stops it, after the routes.
            getCamelContext().addService(repository, true, true);
        }
    }

    void endPolling(PollService service) {
        services.endPolling(service);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        producers.clear();
        getCamelContext().getManagementStrategy().removeEventNotifier(reloading);
        healthChecks.close();
        services.close();
    }

    public EnkashConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(EnkashConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
