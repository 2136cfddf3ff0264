package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One call to the service before it is encrypted: what the contract states of it and nothing else.
 *
 * @param method HTTP method
 * @param host which of the service's hosts
 * @param path path, with a leading slash
 * @param query query parameters in order, never encrypted (§5.2)
 * @param body the JSON of the body, or null where the method has none
 */
public record Request(Method method, Host host, String path, Map<String, String> query, JsonNode body) {

    /** HTTP methods that the contract uses. */
    public enum Method {
        GET,
        POST,
        PATCH
    }

    /** The hosts of §2 that serve API calls; token and browser hosts are not among them. */
    public enum Host {
        /** {@code apiUrl}: core, incentives, points. */
        API,
        /** {@code marketplaceUrl}: redemption. */
        MARKETPLACE
    }

    /** A POST to the partner API. */
    public static Request post(String path, JsonNode body) {
        return new Request(Method.POST, Host.API, path, Map.of(), body);
    }

    /** The body holds personal data and is left out. */
    @Override
    public String toString() {
        return "Request[" + method + " " + host + " " + path + "]";
    }
}
