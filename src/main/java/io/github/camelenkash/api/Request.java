package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One call to the service before it is encrypted: what the contract states of it and nothing else.
 *
 * @param method HTTP method
 * @param host which of the service's hosts
 * @param path path, with a leading slash; {@code {name}} in it stands for a variable
 * @param variables what stands for the path's variables, not yet percent-encoded
 * @param query query parameters in order, never encrypted (§5.2)
 * @param body the JSON of the body, or null where the method has none
 */
public record Request(
        Method method,
        Host host,
        String path,
        Map<String, String> variables,
        Map<String, String> query,
        JsonNode body) {

    /** A call whose path is the same for everybody. */
    public Request(Method method, Host host, String path, Map<String, String> query, JsonNode body) {
        this(method, host, path, Map.of(), query, body);
    }

    /** HTTP methods that the contract uses. */
    public enum Method {
        GET,
        POST,
        PATCH
    }

    /** The hosts of §2 that serve API calls; token and browser hosts are not among them. */
    public enum Host {
        /** {@code apiUrl}: core and incentives. */
        API,
        /** {@code apiUrl} as well: point management, whose bodies have an encryption switch of their own (§11). */
        COINS,
        /** {@code marketplaceUrl}: redemption. */
        MARKETPLACE
    }

    /** A POST to the partner API. */
    public static Request post(String path, JsonNode body) {
        return new Request(Method.POST, Host.API, path, Map.of(), body);
    }

    /** A GET, which has no body. */
    static Request get(Host host, String path, Map<String, String> variables) {
        return new Request(Method.GET, host, path, variables, Map.of(), null);
    }

    /** The body holds personal data and is left out. */
    @Override
    public String toString() {
        return "Request[" + method + " " + host + " " + path + "]";
    }
}
