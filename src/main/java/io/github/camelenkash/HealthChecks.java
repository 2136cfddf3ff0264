package io.github.camelenkash;

import io.github.camelenkash.api.Program;
import io.github.camelenkash.client.EnkashClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;

/** The health checks of one component, in Camel's repository {@code producers} where there is one. */
final class HealthChecks implements AutoCloseable {

    private final Map<Watched, EnkashHealthCheck> checks = new LinkedHashMap<>();
    private WritableHealthCheckRepository repository;

    /** Endpoints that share these would find the same. */
    private record Watched(EnkashClient client, Program program) {}

    /** Adds a check, unless there is one already. */
    synchronized void watch(CamelContext context, EnkashClient client, Program program) {
        if (checks.containsKey(new Watched(client, program))) {
            return;
        }
        repository =
                HealthCheckHelper.getHealthCheckRepository(context, "producers", WritableHealthCheckRepository.class);
        if (repository == null) {
            return;
        }
        var check = new EnkashHealthCheck(freeId(client, program), client, program, System::nanoTime);
        checks.put(new Watched(client, program), check);
        repository.addHealthCheck(check);
    }

    /** With a number where clients speak to the same host. */
    private String freeId(EnkashClient client, Program program) {
        var id = "producer:enkash-" + ServiceStatus.host(client) + "-" + program;
        for (int number = 1; ; number++) {
            var candidate = number == 1 ? id : id + "-" + number;
            if (repository.stream().noneMatch(check -> check.getId().equals(candidate))) {
                return candidate;
            }
        }
    }

    /** Removes those of all other clients. */
    synchronized void keepOnly(Predicate<EnkashClient> clients) {
        checks.entrySet().removeIf(check -> {
            if (clients.test(check.getKey().client())) {
                return false;
            }
            repository.removeHealthCheck(check.getValue());
            return true;
        });
    }

    @Override
    public synchronized void close() {
        if (repository != null) {
            checks.values().forEach(repository::removeHealthCheck);
        }
        checks.clear();
    }
}
