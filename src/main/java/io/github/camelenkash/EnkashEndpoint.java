package io.github.camelenkash;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Move, settle and look up EnKash reward and incentive points, each movement exactly once. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "enkash",
        title = "EnKash",
        syntax = "enkash:operation",
        producerOnly = true,
        remote = true,
        category = {Category.CLOUD, Category.API, Category.SAAS},
        headersClass = EnkashConstants.class)
public class EnkashEndpoint extends DefaultEndpoint {

    /** No setter: what an endpoint does is fixed by the path, and no query parameter changes it either. */
    @UriPath(description = "What to do. Comes from the URI only: no header selects it.")
    @Metadata(required = true)
    private final EnkashOperation operation;

    @UriParam
    private final EnkashConfiguration configuration;

    public EnkashEndpoint(
            String uri, EnkashComponent component, EnkashOperation operation, EnkashConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() {
        return new EnkashProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("enkash:" + operation + " cannot start a route; use it in a 'to'");
    }

    EnkashService service() throws Exception {
        return component().service(configuration, operation);
    }

    /** Lets health checks tell whether EnKash can be used from here. */
    void watch(EnkashService service) {
        component().watch(service.client(), configuration.getProgram());
    }

    private EnkashComponent component() {
        return (EnkashComponent) getComponent();
    }

    public EnkashOperation getOperation() {
        return operation;
    }

    public EnkashConfiguration getConfiguration() {
        return configuration;
    }
}
