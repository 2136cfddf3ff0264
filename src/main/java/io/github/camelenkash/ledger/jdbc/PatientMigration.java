package io.github.camelenkash.ledger.jdbc;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Waits for a step that builds indexes of a long table anew for longer than for the statements of a movement. */
final class PatientMigration implements Callback {

    static final Duration LONGEST_STEP = Duration.ofHours(1);

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    /** The pool gives the connection its own timeout again. */
    @Override
    public void handle(Event event, Context context) {
        try {
            context.getConnection().setNetworkTimeout(Runnable::run, (int) LONGEST_STEP.toMillis());
        } catch (SQLFeatureNotSupportedException e) {
            // Then there is none to be changed: H2's.
        } catch (SQLException e) {
            throw new FlywayException(e);
        }
    }

    @Override
    public String getCallbackName() {
        return "patient migration";
    }
}
