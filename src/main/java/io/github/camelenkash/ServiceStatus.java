package io.github.camelenkash;

import io.github.camelenkash.client.EnkashClient;
import io.github.camelenkash.client.TokenState;
import io.github.camelenkash.ledger.Standing;
import java.net.URI;
import java.util.Map;

/**
 * How one of the services stands that endpoints share; for people and metrics. It holds identifiers that EnKash issued to
 * the company, and neither secrets nor anybody's data.
 *
 * @param environment that the options name
 * @param host of EnKash's API, with its port where it has one
 * @param account that rewards are paid from, or null
 * @param incentiveAccount that incentives are paid from, or null
 * @param token how the login stands
 * @param calls how many calls ended how
 * @param standing of the movements in the ledger
 */
record ServiceStatus(
        Environment environment,
        String host,
        String account,
        String incentiveAccount,
        TokenState token,
        Map<EnkashOperation, Map<CallOutcome, Long>> calls,
        Standing standing) {

    /** Host and port only: path and query of a URL may hold anything. */
    static String host(EnkashClient client) {
        var url = URI.create(client.settings().apiUrl());
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }
}
