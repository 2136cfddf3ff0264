package io.github.camelenkash.flows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;

/**
 * Who is logged in at the portal, as a reverse proxy says in a header of the request. Anybody can write a header, so it is
 * believed only when the request carries the proxy's key, or, where no key is set, comes from this very machine.
 */
public final class PortalLogin {

    private static final String REMOTE_ADDRESS = "CamelVertxPlatformHttpRemoteAddress";

    private String header = "X-Remote-User";
    private String keyHeader = "X-Proxy-Key";
    private String key;

    /** The header in which the proxy names the person; it must remove the same header from what comes from outside. */
    public void setHeader(String header) {
        this.header = header;
    }

    /** The header in which the proxy shows its key. */
    public void setKeyHeader(String keyHeader) {
        this.keyHeader = keyHeader;
    }

    /** The proxy's key; blank where the proxy runs on this machine. Secret. */
    public void setKey(String key) {
        this.key = key == null || key.isBlank() ? null : key;
    }

    /** The person, or null where nobody is logged in or the header is not to be believed. */
    public String person(Exchange exchange) {
        var message = exchange.getMessage();
        return isProxy(message) ? single(message, header) : null;
    }

    /** What a card is searched by: an e-mail or a mobile, and never a card id that a person could have as a login. */
    public Map<String, Object> search(@Variable("person") String person) {
        return Map.of(person.indexOf('@') > 0 ? "email" : "mobile", person);
    }

    private boolean isProxy(Message message) {
        if (key == null) {
            return isLoopback(String.valueOf(message.getHeader(REMOTE_ADDRESS)));
        }
        var shown = single(message, keyHeader);
        // In constant time, so that the key cannot be found out letter by letter.
        return shown != null
                && MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
    }

    /** A header that is there twice was added to by somebody: it counts as absent. */
    private static String single(Message message, String name) {
        return message.getHeader(name) instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    /** @param address {@code 127.0.0.1:40000} */
    private static boolean isLoopback(String address) {
        var host = address.substring(0, Math.max(0, address.lastIndexOf(':'))).replaceAll("[\\[\\]]", "");
        // Digits only, so that no name is looked up.
        if (!host.matches("[0-9a-fA-F:.]+")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
