package io.github.camelenkash.client;

import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Onboarding;
import io.github.camelenkash.api.Request;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * Turns a declared request into bytes: where it goes, the headers of §4 and no others, and the body as the codec makes
 * it. Nothing but the declaration and the configuration enters, so no message header can reach HTTP.
 */
final class Requests {

    static final Header JSON = new BasicHeader("Content-Type", "application/json");
    static final Header ACCEPT_JSON = new BasicHeader("Accept", "application/json");
    static final Header USER_AGENT = new BasicHeader("User-Agent", Product.USER_AGENT);
    /** The calls that list the header {@code partnerId} (§4). */
    private static final String WITH_PARTNER = "/api/v0/partner/enKashCard/";

    private final ClientSettings settings;
    private final Sites sites;
    private final Header partner;

    Requests(ClientSettings settings, Sites sites) {
        this.settings = settings;
        this.sites = sites;
        var partnerId = settings.onboarding().partnerId();
        this.partner = partnerId == null || partnerId.isBlank() ? null : new BasicHeader("partnerId", partnerId);
    }

    /**
     * A request that lacks only its token; it can be sent more than once.
     *
     * @param body as it goes on the wire, or null for none
     */
    record Prepared(Site site, String method, String line, boolean withPartner, byte[] body) {

        /** Body and query hold personal data and are left out. */
        @Override
        public String toString() {
            return "Prepared[" + method + "]";
        }
    }

    /**
     * Works out everything but the token.
     *
     * @param operations names under which {@code pathOverrides} may replace the path, the best first
     * @throws InvalidRequestException if an option is missing that this request needs
     */
    Prepared prepare(Request request, String... operations) {
        var path = path(request, operations);
        // By the declared path as well: a core call whose path was replaced stays a core call.
        boolean withPartner = request.host() == Request.Host.API
                && (path.startsWith(WITH_PARTNER)
                        || (request.path() != null && request.path().startsWith(WITH_PARTNER)));
        // Asked for here and not at start: whoever only redeems needs none.
        if (withPartner && partner == null) {
            Onboarding.required(null, "partnerId");
        }
        var site = sites.of(request.host());
        byte[] body = null;
        if (request.body() != null) {
            body = Json.write(request.body());
            body = site.encrypts() ? encrypt(site, body) : body;
        }
        var line = line(site.target().prefix() + PathTemplate.fill(path, request.variables()), request);
        return new Prepared(site, request.method().name(), line, withPartner, body);
    }

    /** The finished request. */
    ClassicHttpRequest with(Token token, Prepared prepared) {
        var request = new BasicClassicHttpRequest(prepared.method, null, null, prepared.line);
        request.addHeader(prepared.site.target().hostHeader());
        if (prepared.withPartner) {
            request.addHeader(partner);
        }
        request.addHeader(token.authorization());
        if (prepared.body != null) {
            addBody(request, JSON, ContentType.APPLICATION_JSON, prepared.body);
        }
        request.addHeader(ACCEPT_JSON);
        request.addHeader(USER_AGENT);
        return request;
    }

    static void addBody(ClassicHttpRequest request, Header type, ContentType contentType, byte[] body) {
        request.addHeader(type);
        request.addHeader(new BasicHeader("Content-Length", Integer.toString(body.length)));
        request.setEntity(new ByteArrayEntity(body, contentType));
    }

    /** A codec may be the user's, and fail in ways of its own. */
    private static byte[] encrypt(Site site, byte[] json) {
        try {
            return site.codec().encode(json);
        } catch (EnkashException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InvalidRequestException(Failure.because(
                            "The payload codec cannot encrypt (" + e.getClass().getSimpleName() + ")")
                    .next("Correct the bean of the option payloadCodec, or the option secretKey"));
        }
    }

    /** The replacement that the user set, else what the declaration says. */
    private String path(Request request, String... operations) {
        for (var operation : operations) {
            var override = settings.pathOverrides().get(operation);
            if (override != null) {
                return override;
            }
        }
        if (request.path() == null) {
            throw new InvalidRequestException(Failure.because(
                            "No document states the path of '" + operations[0] + "', and no option does")
                    .field("pathOverrides")
                    .next("Set pathOverrides: " + operations[0] + "=/path/that/EnKash/told/you" + variables(request)));
        }
        return request.path();
    }

    private static String variables(Request request) {
        return request.variables().isEmpty()
                ? ""
                : ", with {" + String.join("}, {", request.variables().keySet()) + "} where it belongs";
    }

    /** Path and query as in the request line. */
    private static String line(String path, Request request) {
        if (request.query().isEmpty()) {
            return path;
        }
        var line = new StringBuilder(path);
        char separator = path.indexOf('?') < 0 ? '?' : '&';
        for (var parameter : request.query().entrySet()) {
            line.append(separator)
                    .append(PathTemplate.encode(parameter.getKey()))
                    .append('=')
                    .append(PathTemplate.encode(parameter.getValue()));
            separator = '&';
        }
        return line.toString();
    }
}
