package io.github.camelenkash.ledger.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Waits for a step that builds indexes of a long table anew for longer than for the statements of a movement. What it
 * changes of a connection it changes back.
 */
final class PatientMigration implements Callback {

    private static final int LONGEST_STEP_MILLIS = (int) Duration.ofHours(1).toMillis();
    private static final Set<Event> EVENTS =
            Set.of(Event.BEFORE_EACH_MIGRATE, Event.AFTER_EACH_MIGRATE, Event.AFTER_EACH_MIGRATE_ERROR);

    /** Of the connection before the step; 0 for none. */
    private int usualMillis;

    @Override
    public boolean supports(Event event, Context context) {
        return EVENTS.contains(event);
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            var connection = context.getConnection();
            if (event == Event.BEFORE_EACH_MIGRATE) {
                usualMillis = connection.getNetworkTimeout();
            }
            if (usualMillis > 0) {
                boolean begins = event == Event.BEFORE_EACH_MIGRATE;
                connection.setNetworkTimeout(Runnable::run, begins ? LONGEST_STEP_MILLIS : usualMillis);
            }
        } catch (SQLException e) {
            // After an error the step's own failure says more.
            if (event != Event.AFTER_EACH_MIGRATE_ERROR) {
                throw new FlywayException(e);
            }
        }
    }

    @Override
    public String getCallbackName() {
        return "patient migration";
    }
}
