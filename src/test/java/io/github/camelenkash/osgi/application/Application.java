package io.github.camelenkash.osgi.application;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Properties;
import java.util.function.BinaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A user's bundle: two routes, and a service through which others call them. It knows the component by its scheme only. */
public final class Application implements BundleActivator {

    /** A body for {@code direct:award}. */
    public static final String AWARD = """
            {"title": "Ms", "firstName": "Asha", "gender": "F", "email": "asha@example.in", "mobile": "9000000123",
             "points": 250.50, "reference": "OSGI-1"}
            """;

    private CamelContext camel;

    @Override
    public void start(BundleContext bundle) throws Exception {
        camel = new OsgiDefaultCamelContext(bundle);
        configure(Path.of(bundle.getProperty("enkash.options")));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:balance").to("enkash:balance").setBody(simple("${body.availableBalance}"));
                from("direct:award")
                        .to("enkash:allocate")
                        .setBody(simple("${header.CamelEnkashOutcome} ${body.otbBalance}"));
            }
        });
        camel.start();
        var template = camel.createProducerTemplate();
        bundle.registerService(
                BinaryOperator.class,
                (BinaryOperator<String>) (route, body) -> template.requestBody(route, body, String.class),
                null);
    }

    /** As {@code camel.component.enkash.*} does on Camel Main. */
    private void configure(Path file) throws Exception {
        var properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            properties.load(in);
        }
        var options = new HashMap<String, Object>();
        properties.stringPropertyNames().forEach(name -> options.put(name, properties.getProperty(name)));
        PropertyBindingSupport.bindProperties(camel, camel.getComponent("enkash"), options);
    }

    @Override
    public void stop(BundleContext bundle) {
        camel.stop();
    }
}
