package io.github.camelenkash;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.BatchConsumer;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;

/** Move, settle and look up EnKash reward and incentive points, each movement exactly once. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "enkash",
        title = "EnKash",
        syntax = "enkash:operation",
        remote = true,
        category = {Category.CLOUD, Category.API, Category.SAAS},
        headersClass = EnkashConstants.class)
public class EnkashEndpoint extends ScheduledPollEndpoint {

    /** Camel's own half a second is for what lies beside it; EnKash is a service that others use too. */
    private static final long DELAY_MILLIS = 60_000;

    /** No setter: what an endpoint does is fixed by the path, and no query parameter changes it either. */
    @UriPath(description = "What to do. Comes from the URI only: no header selects it.")
    @Metadata(required = true)
    private final EnkashOperation operation;

    /** Replaced as a whole, when the login is another one. */
    @UriParam
    private volatile EnkashConfiguration configuration;

    @UriParam(
            label = "consumer,scheduler",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description = "Milliseconds before the next poll.")
    private long delay = DELAY_MILLIS;

    private boolean hasOwnFilter;
    /** What the URI sets, as it names it. */
    private Set<String> ownOptions = Set.of();

    public EnkashEndpoint(
            String uri, EnkashComponent component, EnkashOperation operation, EnkashConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
        super.setDelay(delay);
    }

    @Override
    public Producer createProducer() {
        if (hasOwnFilter) {
            throw new InvalidRequestException(Failure.because("The options 'filter.…' of enkash:" + operation
                            + " are those of a consumer, and would not filter here")
                    .field("filter")
                    .next("Give the filter as the message's body"));
        }
        return new EnkashProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var polling = operation
                .polling()
                .orElseThrow(() -> new UnsupportedOperationException("enkash:" + operation
                        + " cannot start a route; use it in a 'to'. Operations that can: "
                        + Arrays.stream(EnkashOperation.values())
                                .filter(other -> other.polling().isPresent())
                                .map(EnkashOperation::name)
                                .collect(Collectors.joining(", "))));
        var consumer = polling.consumer(this, processor);
        configureConsumer(consumer);
        if (consumer instanceof BatchConsumer batches) {
            batches.setMaxMessagesPerPoll(configuration.getMaxMessagesPerPoll());
        }
        return consumer;
    }

    /** What a consumer of this endpoint polls with; to be given back with {@link #endPolling}. */
    PollService pollService(ConsumerSettings.Check check) throws Exception {
        return ((EnkashComponent) getComponent()).pollService(configuration, operation, check);
    }

    void endPolling(PollService service) {
        if (service != null) {
            ((EnkashComponent) getComponent()).endPolling(service);
        }
    }

    /** The filter of the options. */
    Map<String, Object> filter() {
        return configuration.getFilter() == null ? Map.of() : configuration.getFilter();
    }

    /** Tells which options this URI sets, so that it keeps them. */
    void keepOptions(Set<String> names) {
        ownOptions = names;
    }

    /** Adds the filter of this URI to that of the component. */
    void addFilter(Map<String, Object> own) {
        hasOwnFilter = !own.isEmpty();
        var all = new LinkedHashMap<>(filter());
        all.putAll(own);
        configuration.setFilter(all);
    }

    /** What a producer of this endpoint works with; to be given back with {@link #release}. */
    EnkashService service() throws Exception {
        return component().service(configuration, operation);
    }

    void release(EnkashService service) {
        component().release(service);
    }

    void started(EnkashProducer producer) {
        component().started(producer);
    }

    void stopped(EnkashProducer producer) {
        component().stopped(producer);
    }

    /** Takes over what changed in the login of the component, unless this URI has another one. */
    void renewLogin(EnkashConfiguration before, EnkashConfiguration now) {
        configuration = LoginOptions.renewed(configuration, ownOptions, before, now);
    }

    /** Lets health checks tell whether EnKash can be used from here. */
    void watch(EnkashService service) {
        component().watch(service.client(), configuration.getProgram());
    }

    private EnkashComponent component() {
        return (EnkashComponent) getComponent();
    }

    @Override
    public long getDelay() {
        return delay;
    }

    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }

    public EnkashOperation getOperation() {
        return operation;
    }

    public EnkashConfiguration getConfiguration() {
        return configuration;
    }
}
