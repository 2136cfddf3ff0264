package io.github.camelenkash;

import java.util.Set;
import org.apache.camel.Exchange;

/**
 * Where the order of an exchange came from, such as a file and a row of it. For people who look a movement up later;
 * nothing is decided by it, so it need not be trusted.
 */
final class OrderSource {

    private static final Set<String> FILE_SCHEMES = Set.of("file", "ftp", "ftps", "sftp");

    private OrderSource() {}

    /** What the route says in the exchange property, else the file that the exchange came from; null for neither. */
    static String of(Exchange exchange) {
        var told = exchange.getProperty(EnkashConstants.SOURCE, String.class);
        return told == null || told.isBlank() ? file(exchange) : told;
    }

    private static String file(Exchange exchange) {
        var from = exchange.getFromEndpoint();
        var uri = from == null ? "" : from.getEndpointUri();
        // Elsewhere the header is whatever a stranger sent.
        if (!FILE_SCHEMES.contains(uri.substring(0, Math.max(0, uri.indexOf(':'))))) {
            return null;
        }
        var name = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
        var index = exchange.getProperty(Exchange.SPLIT_INDEX, Integer.class);
        return name == null || name.isBlank() || index == null ? name : row(name, index);
    }

    /**
     * A row of a source.
     *
     * @param source where the rows came from, or null
     * @param index position of the row, from 0
     */
    static String row(String source, int index) {
        return source == null ? null : source + "#" + index;
    }
}
