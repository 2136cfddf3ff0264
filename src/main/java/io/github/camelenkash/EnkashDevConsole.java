package io.github.camelenkash;

import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.client.TokenState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;

/**
 * Camel's dev console {@code enkash}: of each service that endpoints share its account, login, calls and movements. It
 * asks the ledger and never EnKash.
 */
@DevConsole(name = EnkashDevConsole.NAME, displayName = "EnKash", description = "Logins, calls and movements of EnKash")
public final class EnkashDevConsole extends AbstractDevConsole {

    static final String NAME = "enkash";

    public EnkashDevConsole() {
        super("camel", NAME, "EnKash", "Logins, calls and movements of EnKash");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        var text = new StringBuilder();
        EnkashComponent.in(getCamelContext()).forEach((name, component) -> {
            text.append(name).append(":\n");
            try {
                component.status().forEach(service -> append(text, service));
            } catch (EnkashException e) {
                text.append("  ").append(e.getReason()).append('\n');
            }
        });
        return text.toString();
    }

    private static void append(StringBuilder text, ServiceStatus service) {
        line(text, "  ", service.environment() + " " + service.host());
        line(text, "    account: ", service.account());
        line(text, "    incentive account: ", service.incentiveAccount());
        line(text, "    login: ", login(service.token()));
        var movements = service.standing().movements();
        line(
                text,
                "    movements: ",
                movements.isEmpty()
                        ? "none"
                        : movements.entrySet().stream()
                                .map(entry -> entry.getValue() + " "
                                        + entry.getKey().name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
        var oldest = service.standing().oldestUnknown();
        line(text, "    oldest unknown: ", oldest == null ? null : oldest.toSeconds() + " s");
        service.calls()
                .forEach((operation, outcomes) -> line(
                        text,
                        "    " + operation + ": ",
                        outcomes.entrySet().stream()
                                .map(entry ->
                                        entry.getValue() + " " + entry.getKey().label())
                                .collect(Collectors.joining(", "))));
    }

    /** Without a value no line. */
    private static void line(StringBuilder text, String begin, String value) {
        if (value != null) {
            text.append(begin).append(value).append('\n');
        }
    }

    private static String login(TokenState token) {
        if (token.refused()) {
            return "refused, and not tried again";
        } else if (token.present()) {
            return "token is " + token.age().toSeconds() + " s old";
        }
        return token.unavailable() ? "not available" : "no token";
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        var json = new LinkedHashMap<String, Object>();
        EnkashComponent.in(getCamelContext()).forEach((name, component) -> {
            var members = new LinkedHashMap<String, Object>();
            try {
                members.put(
                        "services",
                        component.status().stream().map(EnkashDevConsole::json).toList());
            } catch (EnkashException e) {
                members.put("services", List.of());
                members.put("problem", e.getReason());
            }
            json.put(name, members);
        });
        return json;
    }

    private static Map<String, Object> json(ServiceStatus service) {
        var json = new LinkedHashMap<String, Object>();
        json.put("environment", String.valueOf(service.environment()));
        json.put("host", service.host());
        json.put("account", service.account());
        json.put("incentiveAccount", service.incentiveAccount());
        json.put("login", login(service.token()));
        json.put("tokenAgeSeconds", seconds(service.token().age()));
        var movements = new LinkedHashMap<String, Object>();
        service.standing().movements().forEach((state, count) -> movements.put(state.name(), count));
        json.put("movements", movements);
        json.put("oldestUnknownSeconds", seconds(service.standing().oldestUnknown()));
        var calls = new LinkedHashMap<String, Object>();
        service.calls().forEach((operation, outcomes) -> {
            var counts = new LinkedHashMap<String, Object>();
            outcomes.forEach((outcome, count) -> counts.put(outcome.label(), count));
            calls.put(operation.name(), counts);
        });
        json.put("calls", calls);
        return json;
    }

    private static Long seconds(Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }
}
