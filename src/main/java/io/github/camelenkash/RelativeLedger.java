package io.github.camelenkash;

import io.github.camelenkash.ledger.jdbc.H2File;
import java.nio.file.Path;
import java.util.Optional;

/** A ledger that is another one for a process in another folder, or of another user. In the sandbox that is welcome. */
public final class RelativeLedger {

    private RelativeLedger() {}

    /**
     * Where {@code ledgerUrl} leads for this process.
     *
     * @return none where it leads to the same place for every process, or is not asked, or in the sandbox
     */
    public static Optional<Path> file(EnkashConfiguration configuration) {
        return isAsked(configuration) ? H2File.dependingOnProcess(configuration.getLedgerUrl()) : Optional.empty();
    }

    /** Whether {@code ledgerUrl} leads to nothing that outlives the process, and that matters. */
    public static boolean isInMemory(EnkashConfiguration configuration) {
        return isAsked(configuration) && H2File.isInMemory(configuration.getLedgerUrl());
    }

    /** Whether the options name somebody's own server on this very machine, and nothing else. */
    public static boolean isOfATrial(EnkashConfiguration configuration) {
        return configuration.getEnvironment() == Environment.custom
                && configuration.getProxyHost() == null
                && isHere("apiUrl", configuration.getApiUrl())
                && isHere("tokenUrl", configuration.getTokenUrl())
                && isHere("marketplaceUrl", configuration.getMarketplaceUrl());
    }

    private static boolean isHere(String option, String url) {
        return url == null || Environment.isLoopback(Environment.host(option, url));
    }

    private static boolean isAsked(EnkashConfiguration configuration) {
        return configuration.getEnvironment() != Environment.sandbox
                && configuration.getLedger() == null
                && configuration.getLedgerDataSource() == null;
    }
}
