package io.github.camelenkash;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.LoginMemory;
import io.github.camelenkash.client.ClientSettings;
import io.github.camelenkash.client.EnkashClient;
import io.github.camelenkash.client.TokenState;
import io.github.camelenkash.ledger.Ledger;
import io.github.camelenkash.ledger.MovementKey;
import io.github.camelenkash.ledger.MovementSettings;
import io.github.camelenkash.ledger.Movements;
import io.github.camelenkash.ledger.Standing;
import io.github.camelenkash.ledger.Waiting;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The clients and ledgers that the endpoints of one component share. Equal settings share one client: one token, one
 * pool. What was made here is closed here; what was lent (options {@code client} and {@code ledger}) is not.
 */
final class SharedServices implements AutoCloseable {

    /** Names this process and component in the rows it claims. */
    private final String owner = UUID.randomUUID().toString();

    private final Map<ClientKey, EnkashClient> clients = new HashMap<>();
    /** Those in use, with what is told of each. Tests and users may lend clients, which are not made here. */
    private final Map<EnkashClient, Use> uses = new LinkedHashMap<>();
    /** How many producers and consumers hold a client. */
    private final Map<EnkashClient, Integer> holders = new HashMap<>();
    /** Left behind by a reload; whoever still holds one may go on. */
    private final Map<ClientKey, EnkashClient> retired = new HashMap<>();

    private final Map<SSLContextParameters, SSLContext> sslContexts = new IdentityHashMap<>();
    private final Map<MovementsKey, Movements> movements = new HashMap<>();
    private final OfflineServices offlineServices = new OfflineServices();
    private final Ledgers ledgers = new Ledgers();
    private final SettlingAtStart settlingAtStart = new SettlingAtStart();
    private final Set<String> pollers = new HashSet<>();

    /** What two endpoints must have in common to share a client. */
    private record ClientKey(ClientSettings settings, LoginMemory logins) {}

    /** Who uses a client, and how often. */
    private record Use(Environment environment, CallCounts calls) {}

    /** Which rows of which ledger. */
    private record Place(Ledger ledger, MovementKey scope) {}

    /** What two endpoints must have in common to share their settling. */
    private record MovementsKey(MovementSettings settings, Ledger ledger, EnkashClient client) {}

    /** What a producer works with; to be given back with {@link #release}. */
    synchronized EnkashService get(CamelContext context, EnkashConfiguration given, EnkashOperation operation)
            throws GeneralSecurityException, IOException {
        var configuration = offlineServices.complete(context, given);
        var client = client(context, configuration);
        var performer = operation.performer();
        performer.check(configuration, client.settings().onboarding());
        var service = new EnkashService(
                client,
                performer.needsLedger() ? movements(context, configuration, client) : null,
                calls(context, configuration, client));
        holders.merge(client, 1, Integer::sum);
        return service;
    }

    /**
     * What a consumer polls with.
     *
     * @throws InvalidRequestException if another consumer of this component keeps its state under the same name
     */
    synchronized PollService poll(
            CamelContext context, EnkashConfiguration given, EnkashOperation operation, ConsumerSettings.Check check)
            throws GeneralSecurityException, IOException {
        var configuration = offlineServices.complete(context, given);
        var client = client(context, configuration);
        check.check(configuration, client.settings());
        var name = ConsumerSettings.stateKey(configuration, client.settings(), operation);
        if (!pollers.add(name)) {
            throw new InvalidRequestException(Failure.because("Two consumers of enkash:" + operation
                            + " for one account would share what they have seen, and each would miss the other's part")
                    .field("stateKey")
                    .next("Give each of them a stateKey of its own"));
        }
        try {
            var service =
                    new PollService(client, ledgers.states(configuration), name, calls(context, configuration, client));
            holders.merge(client, 1, Integer::sum);
            return service;
        } catch (RuntimeException e) {
            pollers.remove(name);
            throw e;
        }
    }

    synchronized void endPolling(PollService service) {
        pollers.remove(service.name());
        release(service.client());
    }

    /** Somebody who got it does not use the client any more. */
    synchronized void release(EnkashClient client) {
        holders.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
    }

    /** Whether the client is one of those whose standing is told. */
    synchronized boolean isInUse(EnkashClient client) {
        return uses.containsKey(client);
    }

    private CallListener calls(CamelContext context, EnkashConfiguration configuration, EnkashClient client) {
        return uses.computeIfAbsent(
                        client,
                        key -> new Use(configuration.getEnvironment(), new CallCounts(MetersBinding.in(context))))
                .calls();
    }

    /**
     * How each client in use stands, and what its ledger holds. It asks the ledger and never EnKash, and logs in nowhere.
     *
     * @throws io.github.camelenkash.api.EnkashException if a ledger cannot be asked
     */
    List<ServiceStatus> status() {
        Map<EnkashClient, Use> clientsInUse;
        Map<MovementsKey, Movements> movementsInUse;
        synchronized (this) {
            clientsInUse = new LinkedHashMap<>(uses);
            movementsInUse = new LinkedHashMap<>(movements);
        }
        // Outside the lock: a slow database must not hold up the start of an endpoint.
        return clientsInUse.entrySet().stream()
                .map(use -> status(use.getKey(), use.getValue(), movementsInUse))
                .toList();
    }

    private static ServiceStatus status(EnkashClient client, Use use, Map<MovementsKey, Movements> movements) {
        var onboarding = client.settings().onboarding();
        return new ServiceStatus(
                use.environment(),
                ServiceStatus.host(client),
                onboarding.cardAccountId(),
                onboarding.incentiveAccountId(),
                client.tokenState(),
                use.calls().counts(),
                standing(movements, key -> key.client() == client));
    }

    /** How all movements stand; those that clients of one ledger share count once. */
    Standing standing() {
        Map<MovementsKey, Movements> movementsInUse;
        synchronized (this) {
            movementsInUse = new LinkedHashMap<>(movements);
        }
        return standing(movementsInUse, key -> true);
    }

    /** How the logins stand. */
    List<TokenState> tokens() {
        List<EnkashClient> clientsInUse;
        synchronized (this) {
            clientsInUse = List.copyOf(uses.keySet());
        }
        return clientsInUse.stream().map(EnkashClient::tokenState).toList();
    }

    private static Standing standing(Map<MovementsKey, Movements> movements, Predicate<MovementsKey> which) {
        var places = new HashSet<Place>();
        var standing = Standing.NOTHING;
        for (var entry : movements.entrySet()) {
            var key = entry.getKey();
            if (which.test(key)
                    && places.add(new Place(key.ledger(), key.settings().key(Kind.points, "")))) {
                standing = standing.and(entry.getValue().standing());
            }
        }
        return standing;
    }

    private EnkashClient client(CamelContext context, EnkashConfiguration configuration)
            throws GeneralSecurityException, IOException {
        if (configuration.getClient() != null) {
            return configuration.getClient();
        }
        var settings = SettingsReader.client(configuration, sslContext(context, configuration));
        // One memory for all clients: other time-outs are no reason to try a refused password again.
        var logins = ledgers.logins(configuration);
        return clients.computeIfAbsent(new ClientKey(settings, logins), key -> {
            // With what was learnt: its token, and that a login was refused.
            var before = retired.remove(key);
            return before != null ? before : EnkashClient.create(key.settings(), key.logins());
        });
    }

    /**
     * Lets endpoints begin with clients of their own, after options were read anew. The ledgers stay as they are. Who asks
     * for the same settings gets the client of before; of the others those that nobody holds are closed at the next
     * occasion, so that a call that is under way is not cut.
     *
     * @param all also those that somebody holds: Camel stops no producer of a template or bean when it reloads
     */
    synchronized void retireClients(boolean all) {
        retired.values().removeIf(client -> {
            if (holders.containsKey(client)) {
                return false;
            }
            client.close();
            movements.keySet().removeIf(key -> key.client() == client);
            return true;
        });
        clients.entrySet().removeIf(entry -> {
            if (!all && holders.containsKey(entry.getValue())) {
                return false;
            }
            retired.put(entry.getKey(), entry.getValue());
            return true;
        });
        uses.keySet().removeIf(client -> all || !holders.containsKey(client));
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

    private Movements movements(CamelContext context, EnkashConfiguration configuration, EnkashClient client) {
        var settings = SettingsReader.movements(configuration, client.settings(), owner);
        var ledger = ledgers.forMovements(configuration);
        var shared = movements.computeIfAbsent(
                new MovementsKey(settings, ledger, client),
                key -> new Movements(settings, ledger, client, Waiting.real()));
        settlingAtStart.begin(context, shared, ledger, settings.key(Kind.points, ""));
        return shared;
    }

    @Override
    public synchronized void close() {
        movements.clear();
        uses.clear();
        holders.clear();
        settlingAtStart.stop();
        clients.values().forEach(EnkashClient::close);
        clients.clear();
        retired.values().forEach(EnkashClient::close);
        retired.clear();
        settlingAtStart.close();
        sslContexts.clear();
        ledgers.close();
        offlineServices.close();
    }
}
