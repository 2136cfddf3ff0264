package io.github.camelenkash;

import io.github.camelenkash.api.EnkashException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.MessageHelper;

/** Binds a message, performs the operation, writes the answer back: the same for every operation. */
public class EnkashProducer extends DefaultProducer {

    private static final String[] OUTPUT_HEADERS = {
        EnkashConstants.OUTCOME,
        EnkashConstants.TRANSACTION_ID,
        EnkashConstants.OTB_BALANCE,
        EnkashConstants.RESPONSE_CODE,
        EnkashConstants.RESPONSE_MESSAGE,
        EnkashConstants.HTTP_STATUS,
        EnkashConstants.FOUND,
        EnkashConstants.SUCCEEDED_COUNT,
        EnkashConstants.FAILED_COUNT,
        EnkashConstants.UNKNOWN_COUNT,
        EnkashConstants.BALANCE_STATE
    };

    private final EnkashEndpoint endpoint;
    private volatile EnkashService service;
    private MessageBinding binding;

    public EnkashProducer(EnkashEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        service = endpoint.service();
        endpoint.watch(service);
        endpoint.started(this);
        // The source names movements. What asks about them is told by the caller, or asks about all.
        var referencePolicy = endpoint.getOperation().movesValue()
                ? endpoint.getConfiguration().getReferencePolicy()
                : ReferencePolicy.required;
        binding = new MessageBinding(endpoint.getCamelContext(), referencePolicy);
    }

    @Override
    protected synchronized void doStop() throws Exception {
        super.doStop();
        endpoint.stopped(this);
        endpoint.release(service);
    }

    /** Goes on with the login that its endpoint has now: Camel stops no producer of a template or bean when it reloads. */
    synchronized void renew() throws Exception {
        if (!isStarted()) {
            return;
        }
        var before = service;
        service = endpoint.service();
        endpoint.release(before);
        endpoint.watch(service);
    }

    @Override
    public void process(Exchange exchange) {
        var message = exchange.getMessage();
        for (var header : OUTPUT_HEADERS) {
            message.removeHeader(header);
        }
        var performer = endpoint.getOperation().performer();
        var used = service;
        try {
            var reply = used.calls()
                    .during(
                            endpoint.getOperation(),
                            () -> performer.perform(used, endpoint.getConfiguration(), binding.input(exchange)));
            reply.headers().forEach(message::setHeader);
            message.setBody(reply.body());
        } catch (EnkashException e) {
            describe(e, message, performer.movesValue());
            // The body stays what it was, for whoever handles the failure; a stream that was read begins anew.
            MessageHelper.resetStreamCache(message);
            throw e;
        }
    }

    /** What a route's error handler can decide on without opening the exception. */
    private static void describe(EnkashException e, Message message, boolean movesValue) {
        set(message, EnkashConstants.OUTCOME, movesValue ? e.getOutcome().name() : null);
        set(message, EnkashConstants.HTTP_STATUS, e.getHttpStatus());
        set(message, EnkashConstants.RESPONSE_CODE, e.getCode());
        set(message, EnkashConstants.RESPONSE_MESSAGE, e.getServiceMessage());
    }

    private static void set(Message message, String header, Object value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }
}
