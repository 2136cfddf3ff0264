package io.github.camelenkash.osgi.caller;

import io.github.camelenkash.osgi.application.Application;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BinaryOperator;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Another bundle of the user's: when it starts, it calls the routes, writes down what they say, and ends the framework. */
public final class Caller implements BundleActivator {

    @Override
    public void start(BundleContext bundle) throws Exception {
        @SuppressWarnings("unchecked")
        BinaryOperator<String> routes = bundle.getService(bundle.getServiceReference(BinaryOperator.class));
        Files.write(
                Path.of(bundle.getProperty("caller.answers")),
                List.of(
                        routes.apply("direct:balance", ""),
                        routes.apply("direct:award", Application.AWARD),
                        routes.apply("direct:balance", "")));
        bundle.getBundle(0).stop();
    }

    @Override
    public void stop(BundleContext bundle) {
        // It holds nothing.
    }
}
