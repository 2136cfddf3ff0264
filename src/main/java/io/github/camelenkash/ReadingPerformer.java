package io.github.camelenkash;

import io.github.camelenkash.api.Card;
import io.github.camelenkash.api.Declaration;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.Reading;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.api.VoucherOrder;
import java.util.Optional;
import java.util.function.Function;

/** Performs what only reads: sends the call as often as need be and hands the answer on. */
final class ReadingPerformer implements Performer {

    private final Function<EnkashConfiguration, Reading<?>> call;

    /** For a call that depends on options. */
    ReadingPerformer(Function<EnkashConfiguration, Reading<?>> call) {
        this.call = call;
    }

    /** For a call that depends on none. */
    ReadingPerformer(Reading<?> call) {
        this(configuration -> call);
    }

    @Override
    public Optional<Declaration> declaration(EnkashConfiguration configuration) {
        return Optional.of(call.apply(configuration));
    }

    @Override
    public Reply perform(EnkashService service, EnkashConfiguration configuration, Input input) {
        var answered = service.client().ask(call.apply(configuration), input, configuration.getProgram());
        var body = answered.body();
        var reply = Reply.of(body)
                .header(EnkashConstants.HTTP_STATUS, answered.httpStatus())
                .header(EnkashConstants.RESPONSE_CODE, answered.code())
                .header(EnkashConstants.RESPONSE_MESSAGE, answered.message());
        if (body == null) {
            reply.header(EnkashConstants.FOUND, false);
        } else if (body instanceof Card card) {
            reply.header(EnkashConstants.FOUND, true).header(EnkashConstants.OTB_BALANCE, card.otbBalance());
        } else if (body instanceof Transaction transaction) {
            reply.header(EnkashConstants.FOUND, true)
                    .header(EnkashConstants.TRANSACTION_ID, transaction.transactionId());
        } else if (body instanceof VoucherOrder order) {
            reply.header(EnkashConstants.FOUND, true).header(EnkashConstants.TRANSACTION_ID, order.orderId());
        }
        return reply;
    }
}
