package io.github.camelenkash.client;

import java.net.URI;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * A place that requests go to, worked out once: the way there, and what every request to it begins with.
 *
 * @param route the way, with or without a proxy; also the key of its pooled connections
 * @param prefix what stands before the path in the request line: the base URL's own path, and for a proxy that is not
 *     tunnelled through also scheme and host
 * @param hostHeader the finished {@code Host} header
 * @param authority host and port, for opening a tunnel
 */
record Target(HttpRoute route, String prefix, Header hostHeader, String authority) {

    /** The place of a base URL; a slash at its end does not matter. */
    static Target base(String url, ClientSettings settings) {
        return of(URI.create(url.trim()), "", settings);
    }

    /** The place of a whole URL, and in {@link #prefix()} all of its request line. */
    static Target whole(String url, ClientSettings settings) {
        var uri = URI.create(url.trim());
        return of(uri, uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery(), settings);
    }

    private static Target of(URI uri, String query, ClientSettings settings) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int defaultPort = secure ? 443 : 80;
        int port = uri.getPort() < 0 ? defaultPort : uri.getPort();
        var host = new HttpHost(secure ? "https" : "http", withoutBrackets(uri.getHost()), port);
        var proxy =
                settings.proxyHost() == null ? null : new HttpHost("http", settings.proxyHost(), settings.proxyPort());
        boolean tunnel = proxy != null && secure;
        var route = new HttpRoute(
                host,
                null,
                proxy,
                secure,
                tunnel ? TunnelType.TUNNELLED : TunnelType.PLAIN,
                tunnel ? LayerType.LAYERED : LayerType.PLAIN);
        // The default port is left out, as browsers do; some servers compare the text.
        var hostText = port == defaultPort ? uri.getHost() : uri.getHost() + ":" + port;
        var path = withoutSlash(uri.getRawPath() == null ? "" : uri.getRawPath()) + query;
        var prefix = proxy != null && !secure ? "http://" + hostText + path : path;
        return new Target(route, prefix, new BasicHeader("Host", hostText), uri.getHost() + ":" + port);
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? withoutSlash(path.substring(0, path.length() - 1)) : path;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
