package io.github.camelenkash;

import org.apache.camel.CamelContext;

/** Finds out whether an application measures with Micrometer, without needing it on the class path. */
final class MetersBinding {

    private static final String REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

    private MetersBinding() {}

    /** The meters of a context; nothing where Micrometer or a registry is missing. */
    static CallListener in(CamelContext context) {
        return context.getClassResolver().resolveClass(REGISTRY) == null ? CallListener.NONE : Meters.in(context);
    }
}
