package io.github.camelenkash;

import io.github.camelenkash.api.BalanceCall;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.ledger.Probe;

/** {@code probe}: shows before the first real payment what works and what could not be checked. Moves nothing. */
final class ProbePerformer extends LedgerPerformer {

    @Override
    public Reply perform(EnkashService service, EnkashConfiguration configuration, Input input) {
        var client = service.client();
        var account = client.settings().onboarding().account(configuration.getProgram());
        var probe = new Probe(
                service.movements(),
                account,
                client.settings().encryptRequests(),
                configuration.getEnvironment() == Environment.sandbox,
                () -> client.ask(new BalanceCall(), Input.nothing(), configuration.getProgram())
                        .body());
        return Reply.of(probe.report());
    }
}
