package io.github.camelenkash;

import io.github.camelenkash.api.Declaration;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.Moving;
import io.github.camelenkash.api.Onboarding;
import io.github.camelenkash.ledger.Movements;
import java.util.Optional;

/** Performs what moves value for one person: makes the order, and lets the ledger see it through. */
final class MovingPerformer implements Performer {

    private final Moving call;

    MovingPerformer(Moving call) {
        this.call = call;
    }

    @Override
    public boolean movesValue() {
        return true;
    }

    @Override
    public void check(EnkashConfiguration configuration, Onboarding onboarding) {
        if (call.needsAccount()) {
            onboarding.account(configuration.getProgram());
        }
    }

    @Override
    public Optional<Declaration> declaration(EnkashConfiguration configuration) {
        return Optional.of(call);
    }

    @Override
    public Reply perform(EnkashService service, EnkashConfiguration configuration, Input input) {
        var order = call.order(
                        input,
                        service.client().settings().onboarding(),
                        configuration.getProgram(),
                        configuration.getReferenceField())
                .from(input.source());
        var performed = configuration.isDryRun()
                ? new Movements.Performed(service.movements().rehearse(order), null)
                : service.movements().performed(call, order);
        var receipt = performed.receipt();
        return Reply.of(receipt)
                .header(EnkashConstants.HTTP_STATUS, performed.httpStatus())
                .header(EnkashConstants.OUTCOME, receipt.outcome().name())
                .header(EnkashConstants.TRANSACTION_ID, receipt.transactionId())
                .header(EnkashConstants.OTB_BALANCE, receipt.otbBalance())
                .header(EnkashConstants.RESPONSE_CODE, receipt.responseCode())
                .header(EnkashConstants.RESPONSE_MESSAGE, receipt.responseMessage());
    }
}
