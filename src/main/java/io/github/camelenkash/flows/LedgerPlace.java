package io.github.camelenkash.flows;

import io.github.camelenkash.EnkashComponent;
import io.github.camelenkash.Environment;
import io.github.camelenkash.RelativeLedger;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import java.nio.file.Path;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Refuses to begin where the ledger would be another one as soon as the job, or a command, is started in another folder or
 * by another user: it would not know what was paid. The properties that all begin with name such a ledger, for the sandbox.
 */
final class LedgerPlace extends MainListenerSupport {

    @Override
    public void afterConfigure(BaseMainSupport main) {
        var configuration = main.getCamelContext()
                .getComponent("enkash", EnkashComponent.class)
                .getConfiguration();
        // Of a trial a warning tells, the component's own.
        if (!RelativeLedger.isOfATrial(configuration)) {
            RelativeLedger.file(configuration).ifPresent(file -> refuse(configuration.getEnvironment(), file));
        }
    }

    private static void refuse(Environment environment, Path file) {
        throw new InvalidRequestException(
                Failure.because("The ledger would be " + file
                                + ", which depends on the folder this was started in, or on who did: started otherwise, it would"
                                + " not know what was paid, and pay it again; the option 'environment' says "
                                + environment)
                        .field("ledgerUrl")
                        .next(
                                "Set ledger.file to an absolute path without its ending, such as /var/lib/rewards/movements; or, if"
                                        + " you set camel.component.enkash.ledgerUrl yourself, that to such a path or to a PostgreSQL"));
    }
}
