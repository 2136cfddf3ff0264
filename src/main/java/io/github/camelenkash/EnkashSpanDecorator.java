package io.github.camelenkash;

import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.PointsMoved;
import java.util.Arrays;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/**
 * Names the spans of Camel's telemetry after the operation, and tells how it ended and whether points moved. What Camel
 * puts into every other span is left out: URIs and messages of exceptions may hold cards, persons and references.
 */
public final class EnkashSpanDecorator extends AbstractSpanDecorator {

    static final String OPERATION = "enkash.operation";
    static final String OUTCOME = "enkash.outcome";
    static final String FAILURE = "enkash.failure";
    static final String POINTS_MOVED = "enkash.points.moved";

    /** A failure never says so, and {@link PointsMoved} is of failures. */
    private static final String YES = "YES";

    private static final String SCHEME = "enkash";

    @Override
    public String getComponent() {
        return SCHEME;
    }

    @Override
    public String getComponentClassName() {
        return EnkashComponent.class.getName();
    }

    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        return SCHEME + ":" + operation(endpoint);
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        span.setComponent("camel-" + SCHEME);
        span.setTag(TagConstants.URL_SCHEME, SCHEME);
        span.setTag(TagConstants.EXCHANGE_ID, exchange.getExchangeId());
        span.setTag(OPERATION, operation(endpoint));
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        var exception = exchange.getException();
        if (exception != null) {
            span.setError(true);
            span.setTag(FAILURE, exception.getClass().getSimpleName());
        }
        if (exception instanceof EnkashException e) {
            span.setTag(OUTCOME, exception(exchange, e));
            span.setTag(POINTS_MOVED, e.getPointsMoved().name());
        } else if (exception == null) {
            succeeded(span, exchange);
        }
    }

    /** Of what moves value the outcome that the route sees; of other operations how the call ended. */
    private static String exception(Exchange exchange, EnkashException e) {
        var outcome = outcome(exchange);
        return outcome != null ? outcome.name() : CallOutcome.of(e).name();
    }

    private static void succeeded(Span span, Exchange exchange) {
        var outcome = outcome(exchange);
        if (outcome == null) {
            span.setTag(OUTCOME, CallOutcome.ANSWERED.name());
            return;
        }
        span.setTag(OUTCOME, outcome.name());
        span.setTag(POINTS_MOVED, outcome == Outcome.PAID ? YES : PointsMoved.NO.name());
    }

    /** The header is compared with the constants: a route may have written anything into it. */
    private static Outcome outcome(Exchange exchange) {
        var header = exchange.getMessage().getHeader(EnkashConstants.OUTCOME);
        return header == null
                ? null
                : Arrays.stream(Outcome.values())
                        .filter(outcome -> outcome.name().equals(header.toString()))
                        .findFirst()
                        .orElse(null);
    }

    private static String operation(Endpoint endpoint) {
        return endpoint instanceof EnkashEndpoint enkash ? enkash.getOperation().name() : "unknown";
    }
}
