package io.github.camelenkash.bench;

/** All that are compared, by the names that the tables show. */
enum Contenders {
    BARE("bare HttpClient 5, same codec") {
        @Override
        Contender start(Place place) {
            return new BareClient(place);
        }
    },
    HAND_TUNED("`http:` by hand, pool of 200") {
        @Override
        Contender start(Place place) throws Exception {
            return CamelContender.byHand(place, "&connectionsPerRoute=200&maxTotalConnections=200");
        }
    },
    HAND_DEFAULT("`http:` by hand, default pool") {
        @Override
        Contender start(Place place) throws Exception {
            return CamelContender.byHand(place, "");
        }
    },
    READ("`enkash:balance`") {
        @Override
        Contender start(Place place) throws Exception {
            return CamelContender.balance(place);
        }
    },
    NO_LEDGER("`enkash:allocate`, ledger that does nothing") {
        @Override
        Contender start(Place place) throws Exception {
            return CamelContender.allocate(place, options -> options.setLedger(new NoLedger()));
        }
    },
    H2("`enkash:allocate`, H2 ledger") {
        @Override
        Contender start(Place place) throws Exception {
            return CamelContender.allocate(place, options -> options.setLedgerUrl(h2(place, "ledger")));
        }
    },
    H2_LOOP("two commits a movement, bare JDBC, H2") {
        @Override
        Contender start(Place place) throws Exception {
            // The same durability as the ledger's: H2 by itself forces nothing to the disk.
            return new JdbcLoop(place, h2(place, "loop") + ";WRITE_DELAY=0", "CHECKPOINT SYNC");
        }
    },
    H2_BULK("`enkash:bulkAllocate`, rows of 200, H2 ledger") {
        @Override
        Contender start(Place place) throws Exception {
            return CamelContender.bulk(place, options -> options.setLedgerUrl(h2(place, "bulk")), BULK);
        }
    },
    POSTGRES("`enkash:allocate`, PostgreSQL ledger") {
        @Override
        Contender start(Place place) throws Exception {
            return CamelContender.allocate(place, options -> options.setLedgerUrl(place.postgresUrl()));
        }
    },
    POSTGRES_LOOP("two commits a movement, bare JDBC, PostgreSQL") {
        @Override
        Contender start(Place place) throws Exception {
            return new JdbcLoop(place, place.postgresUrl(), null);
        }
    },
    POSTGRES_BULK("`enkash:bulkAllocate`, rows of 200, PostgreSQL ledger") {
        @Override
        Contender start(Place place) throws Exception {
            return CamelContender.bulk(place, options -> options.setLedgerUrl(place.postgresUrl()), BULK);
        }
    };

    private static final int BULK = 200;

    private final String title;

    Contenders(String title) {
        this.title = title;
    }

    /** As it stands in a table. */
    String title() {
        return title;
    }

    /** Whether it needs a PostgreSQL. */
    boolean isOnPostgres() {
        return name().startsWith("POSTGRES");
    }

    abstract Contender start(Place place) throws Exception;

    private static String h2(Place place, String name) {
        return "jdbc:h2:file:" + place.folder() + "/" + name;
    }
}
