package io.github.camelenkash;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A ledger whose place depends on the folder in which the process was started: {@code jdbc:h2:file:./ledger}. Started
 * elsewhere, the same option names another file, which does not know what was paid. In the sandbox that is welcome.
 */
public final class RelativeLedger {

    /** H2 takes a path for relative only if it begins with a dot, and refuses one that could be either. */
    private static final Pattern RELATIVE_FILE = Pattern.compile("(?i)jdbc:h2:(?:file:)?(\\.[^;]*).*");

    private RelativeLedger() {}

    /**
     * Where it is for this process.
     *
     * @return none where the options name the same place for every process, or the sandbox
     */
    public static Optional<Path> file(EnkashConfiguration configuration) {
        var url = configuration.getLedgerUrl();
        if (configuration.getEnvironment() == Environment.sandbox
                || configuration.getLedger() != null
                || configuration.getLedgerDataSource() != null
                || url == null) {
            return Optional.empty();
        }
        var file = RELATIVE_FILE.matcher(url);
        return file.matches()
                ? Optional.of(Path.of(file.group(1)).toAbsolutePath().normalize())
                : Optional.empty();
    }
}
