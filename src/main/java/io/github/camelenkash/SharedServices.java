package io.github.camelenkash;

import io.github.camelenkash.api.LoginMemory;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.client.ClientSettings;
import io.github.camelenkash.client.EnkashClient;
import io.github.camelenkash.client.InMemoryLoginMemory;
import io.github.camelenkash.ledger.InMemoryLedger;
import io.github.camelenkash.ledger.Ledger;
import io.github.camelenkash.ledger.MovementSettings;
import io.github.camelenkash.ledger.Movements;
import io.github.camelenkash.ledger.Waiting;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients and ledgers that the endpoints of one component share. Equal settings share one client: one token, one
 * pool. What was made here is closed here; what was lent (options {@code client} and {@code ledger}) is not.
 */
final class SharedServices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EnkashComponent.class);

    /** Names this process and component in the rows it claims. */
    private final String owner = UUID.randomUUID().toString();

    private final Map<ClientSettings, EnkashClient> clients = new HashMap<>();
    private final Map<SSLContextParameters, SSLContext> sslContexts = new IdentityHashMap<>();
    private final Map<MovementsKey, Movements> movements = new HashMap<>();
    private final OfflineServices offlineServices = new OfflineServices();
    /** One memory for all clients: other time-outs are no reason to try a refused password again. */
    private final LoginMemory logins = new InMemoryLoginMemory();

    private Ledger inMemoryLedger;

    /** What two endpoints must have in common to share their settling. */
    private record MovementsKey(MovementSettings settings, Ledger ledger, EnkashClient client) {}

    synchronized EnkashService get(CamelContext context, EnkashConfiguration given, EnkashOperation operation)
            throws GeneralSecurityException, IOException {
        var configuration = offlineServices.complete(context, given);
        var client = client(context, configuration);
        var performer = operation.performer();
        if (performer.movesValue()) {
            client.settings().onboarding().account(configuration.getProgram());
        }
        return new EnkashService(client, performer.needsLedger() ? movements(configuration, client) : null);
    }

    private EnkashClient client(CamelContext context, EnkashConfiguration configuration)
            throws GeneralSecurityException, IOException {
        if (configuration.getClient() != null) {
            return configuration.getClient();
        }
        var settings = SettingsReader.client(configuration, sslContext(context, configuration));
        return clients.computeIfAbsent(settings, key -> EnkashClient.create(key, logins));
    }

    /** One context for each set of parameters, or equal endpoints would not share a client. */
    private SSLContext sslContext(CamelContext context, EnkashConfiguration configuration)
            throws GeneralSecurityException, IOException {
        var parameters = configuration.getSslContextParameters();
        if (parameters == null) {
            return null;
        }
        var made = sslContexts.get(parameters);
        if (made == null) {
            made = parameters.createSSLContext(context);
            sslContexts.put(parameters, made);
        }
        return made;
    }

    private Movements movements(EnkashConfiguration configuration, EnkashClient client) {
        var settings = SettingsReader.movements(configuration, client.settings(), owner);
        var ledger = ledger(configuration);
        return movements.computeIfAbsent(
                new MovementsKey(settings, ledger, client),
                key -> new Movements(settings, ledger, client, Waiting.real()));
    }

    private Ledger ledger(EnkashConfiguration configuration) {
        var ledger = configuration.getLedger();
        if (ledger == null || ledger.isVolatile()) {
            refuseVolatile(configuration);
        }
        if (ledger != null) {
            return ledger;
        }
        if (inMemoryLedger == null) {
            LOG.warn("No ledger is set: movements are remembered in memory only, and a restart forgets what was paid");
            inMemoryLedger = new InMemoryLedger();
        }
        return inMemoryLedger;
    }

    private static void refuseVolatile(EnkashConfiguration configuration) {
        if (configuration.getEnvironment() == Environment.production && !configuration.isAllowVolatileLedger()) {
            throw new InvalidRequestException(Failure.because(
                            "environment=production needs a ledger that outlives the process, and none is set")
                    .next("Set the option 'ledger'; or, accepting that a restart forgets what was paid,"
                            + " allowVolatileLedger=true"));
        }
    }

    @Override
    public synchronized void close() {
        movements.clear();
        clients.values().forEach(EnkashClient::close);
        clients.clear();
        sslContexts.clear();
        offlineServices.close();
        if (inMemoryLedger != null) {
            inMemoryLedger.close();
            inMemoryLedger = null;
        }
    }
}
