package io.github.camelenkash;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.LoginMemory;
import io.github.camelenkash.client.InMemoryLoginMemory;
import io.github.camelenkash.ledger.InMemoryLedger;
import io.github.camelenkash.ledger.InMemoryStateStore;
import io.github.camelenkash.ledger.Ledger;
import io.github.camelenkash.ledger.StateStore;
import io.github.camelenkash.ledger.jdbc.JdbcLedger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledgers that the options name: a bean, a database by its {@code DataSource} or URL, or none, which is one in memory.
 * Opened once for all endpoints that name the same; what was opened here is closed here.
 */
final class Ledgers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EnkashComponent.class);

    private final Map<Object, JdbcLedger> opened = new HashMap<>();
    private final Map<Ledger, LoginMemory> logins = new HashMap<>();
    /** Kept when the component stops: a restart within the process must not forget what was paid. */
    private final Ledger inMemory = new InMemoryLedger();

    private final StateStore statesInMemory = new InMemoryStateStore();

    private final Set<JdbcLedger> warnedOfPlaces = new HashSet<>();
    private boolean warned;
    private boolean warnedOfStates;

    /** What names a database. The password is part of it, so that a wrong one cannot borrow a connection. */
    private record Database(String url, String username, String password) {}

    /**
     * The ledger of an endpoint that moves value or asks the ledger.
     *
     * @throws InvalidRequestException if production would have none that outlives the process
     */
    Ledger forMovements(EnkashConfiguration configuration) {
        var ledger = named(configuration);
        if (ledger.isVolatile()) {
            refuseVolatile(configuration);
        }
        warnOfPlace(configuration, ledger);
        boolean forgets = ledger == inMemory
                || ledger instanceof JdbcLedger
                        && ledger.isVolatile()
                        && configuration.getEnvironment() != Environment.sandbox;
        if (forgets && !warned) {
            warned = true;
            LOG.warn("No durable ledger is set: movements are remembered in memory only, and a restart forgets what was"
                    + " paid; set ledgerUrl to keep them");
        }
        return ledger;
    }

    /** Where refused logins are remembered: with the movements, if there is such a place. */
    LoginMemory logins(EnkashConfiguration configuration) {
        return logins.computeIfAbsent(
                named(configuration), ledger -> ledger.logins().orElseGet(InMemoryLoginMemory::new));
    }

    /** Where consumers keep how far they are: the repository that is named, else with the movements, else in memory. */
    StateStore states(EnkashConfiguration configuration) {
        var repository = configuration.getStateRepository();
        if (repository != null) {
            return new RepositoryStateStore(repository);
        }
        var states = named(configuration).states().orElse(statesInMemory);
        if (states.isVolatile() && !warnedOfStates) {
            warnedOfStates = true;
            LOG.warn(
                    "No durable ledger and no stateRepository is set: how far consumers are is remembered in memory only,"
                            + " and after a restart they begin anew; set ledgerUrl or stateRepository to keep it");
        }
        return states;
    }

    private Ledger named(EnkashConfiguration configuration) {
        if (configuration.getLedger() != null) {
            return configuration.getLedger();
        }
        var dataSource = configuration.getLedgerDataSource();
        if (dataSource != null) {
            return open(dataSource, () -> JdbcLedger.open(dataSource));
        }
        var url = configuration.getLedgerUrl();
        if (url != null) {
            var username = configuration.getLedgerUsername();
            var password = configuration.getLedgerPassword();
            return open(new Database(url, username, password), () -> JdbcLedger.open(url, username, password));
        }
        return inMemory;
    }

    private Ledger open(Object key, Supplier<JdbcLedger> opener) {
        var ledger = opened.get(key);
        if (ledger == null) {
            try {
                ledger = opener.get();
            } catch (NoClassDefFoundError e) {
                throw new InvalidRequestException(
                        Failure.because("A ledger in a database needs libraries that are not on the class path")
                                .field("ledgerUrl")
                                .next("Add org.flywaydb:flyway-core (for PostgreSQL also"
                                        + " flyway-database-postgresql), com.zaxxer:HikariCP and the JDBC driver"),
                        e);
            }
            opened.put(key, ledger);
        }
        return ledger;
    }

    /** For each that moves points for real, whoever opened the ledger first. */
    private void warnOfPlace(EnkashConfiguration configuration, Ledger ledger) {
        if (configuration.getEnvironment() != Environment.sandbox
                && ledger instanceof JdbcLedger jdbc
                && jdbc.fileOfThisProcess().isPresent()
                && warnedOfPlaces.add(jdbc)) {
            LOG.warn(
                    "The ledger is {}, because its URL is relative to the folder in which this process was started, or to"
                            + " its user; started otherwise, it would not know what was paid, and pay it again. Give"
                            + " ledgerUrl, which in the ready routes is set by ledger.file, an absolute path",
                    jdbc.fileOfThisProcess().get());
        }
    }

    private static void refuseVolatile(EnkashConfiguration configuration) {
        if (configuration.getEnvironment() == Environment.production && !configuration.isAllowVolatileLedger()) {
            throw new InvalidRequestException(Failure.because(
                            "environment=production needs a ledger that outlives the process, and none is set")
                    .field("ledgerUrl")
                    .next("Set ledgerUrl, ledgerDataSource or ledger; or, accepting that a restart forgets what was"
                            + " paid, allowVolatileLedger=true"));
        }
    }

    @Override
    public void close() {
        opened.values().forEach(JdbcLedger::close);
        // What is in a database is read again; what is in memory only must not be forgotten by a restart.
        logins.keySet().removeAll(opened.values());
        opened.clear();
        warnedOfPlaces.clear();
    }
}
