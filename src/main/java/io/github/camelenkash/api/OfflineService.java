package io.github.camelenkash.api;

import java.util.Map;

/**
 * An offline stand-in for EnKash, which {@code environment=sandbox} finds in the registry or else starts through
 * {@link java.util.ServiceLoader}.
 */
public interface OfflineService extends AutoCloseable {

    /** Starts on a free loopback port; does nothing when already started. */
    void start();

    /**
     * Starts on a loopback port of its user's choice; does nothing when already started.
     *
     * @param port 0 for a free one
     */
    void start(int port);

    /**
     * What points a client at this service.
     *
     * @return component option name to value: {@code apiUrl}, {@code tokenUrl}, {@code marketplaceUrl}, {@code ssoUrl},
     *     {@code partnerId}, {@code companyId}, {@code cardAccountId}, {@code incentiveAccountId}, {@code partnerName},
     *     {@code username}, {@code password}, {@code clientId}, {@code clientSecret}
     */
    Map<String, String> options();

    @Override
    void close();
}
