package io.github.camelenkash.flows;

import io.github.camelenkash.EnkashComponent;
import io.github.camelenkash.RelativeLedger;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Refuses to begin where the ledger would be another one as soon as the job, or a command, is started again, in another
 * folder or by another user: it would not know what was paid. The properties that all begin with name such a ledger, for the
 * sandbox.
 */
final class LedgerPlace extends MainListenerSupport {

    private static final String NEXT =
            "Nothing was sent. Set ledger.file to an absolute path without its ending, such as"
                    + " /var/lib/rewards/movements; or, if you set camel.component.enkash.ledgerUrl yourself, that to"
                    + " jdbc:h2:file: and such a path, or to a PostgreSQL";

    /** @throws IllegalArgumentException in words that show the path, which what masks secrets elsewhere takes for one */
    @Override
    public void afterConfigure(BaseMainSupport main) {
        var configuration = main.getCamelContext()
                .getComponent("enkash", EnkashComponent.class)
                .getConfiguration();
        // Of a trial a warning tells, the component's own.
        if (RelativeLedger.isOfATrial(configuration)) {
            return;
        }
        var saysEnvironment = "; the option 'environment' says " + configuration.getEnvironment() + ". ";
        RelativeLedger.file(configuration).ifPresent(file -> {
            throw new IllegalArgumentException("The ledger would be " + file
                    + ", which depends on the folder this was started in, or on who did: started otherwise, it would not"
                    + " know what was paid, and pay it again" + saysEnvironment + NEXT);
        });
        if (RelativeLedger.isInMemory(configuration)) {
            throw new IllegalArgumentException(
                    "The ledger would be in memory, and forget what was paid when this ends" + saysEnvironment + NEXT);
        }
    }
}
