package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.ledger.Ledger;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Logins remembered in an H2 file, by two components of one process. */
class H2LoginMemoryTest extends LoginMemoryContract {

    @TempDir
    static Path folder;

    @Override
    Ledger node() {
        return JdbcLedger.open("jdbc:h2:file:" + folder.resolve("ledger"), null, null);
    }
}
