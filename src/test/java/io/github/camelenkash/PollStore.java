package io.github.camelenkash;

import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Path;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.support.service.ServiceHelper;

/** The places in which a consumer can keep how far it is, each given to one node after the other. */
enum PollStore {
    MEMORY_REPOSITORY {
        @Override
        Node open(Path folder) {
            var repository = new MemoryStateRepository();
            // Or the first context that stops would stop it, and it would forget.
            repository.start();
            return enkash -> enkash.with(c -> c.setStateRepository(repository));
        }
    },
    FILE_REPOSITORY {
        @Override
        Node open(Path folder) {
            return enkash -> enkash.with(c -> c.setStateRepository(file(folder)));
        }
    },
    H2 {
        @Override
        Node open(Path folder) {
            return ledger(LedgerStore.H2, folder);
        }
    },
    POSTGRESQL {
        @Override
        Node open(Path folder) {
            return ledger(LedgerStore.POSTGRESQL, folder);
        }
    };

    /** Sets the store's options on a node that starts. */
    interface Node {
        Enkash on(Enkash enkash);
    }

    abstract Node open(Path folder);

    private static StateRepository<String, String> file(Path folder) {
        var repository = new FileStateRepository();
        repository.setFileStore(folder.resolve("state").toFile());
        repository.setMaxFileStoreSize(5_000_000);
        ServiceHelper.startService(repository);
        return repository;
    }

    private static Node ledger(LedgerStore store, Path folder) {
        var database = store.create(folder);
        return enkash -> enkash.with(c -> {
            c.setLedgerUrl(database.url());
            c.setLedgerUsername(database.username());
            c.setLedgerPassword(database.password());
        });
    }
}
