package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.ledger.StateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Keeps how far consumers are in the ledger's database. */
final class JdbcStateStore implements StateStore {

    private static final String READ = "SELECT slot, content FROM enkash_consumer_state WHERE consumer = ?";
    private static final String UPDATE = "UPDATE enkash_consumer_state SET content = ? WHERE consumer = ? AND slot = ?";
    private static final String INSERT = "INSERT INTO enkash_consumer_state (content, consumer, slot) VALUES (?, ?, ?)";

    private final Connections connections;
    private final boolean inMemory;

    JdbcStateStore(Connections connections, boolean inMemory) {
        this.connections = connections;
        this.inMemory = inMemory;
    }

    @Override
    public Map<String, String> read(String consumer, Collection<String> slots) {
        return connections.reading(connection -> {
            try (var statement = connection.prepareStatement(READ)) {
                statement.setString(1, consumer);
                var texts = new HashMap<String, String>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        texts.put(rows.getString(1), rows.getString(2));
                    }
                }
                texts.keySet().retainAll(slots);
                return texts;
            }
        });
    }

    /** One commit, and always in the same order, or two nodes could wait for each other. */
    @Override
    public void write(String consumer, Map<String, String> texts) {
        connections.inOneCommit(connection -> {
            for (var text : new TreeMap<>(texts).entrySet()) {
                if (!put(connection, UPDATE, consumer, text)) {
                    put(connection, INSERT, consumer, text);
                }
            }
            return null;
        });
    }

    private static boolean put(Connection connection, String sql, String consumer, Map.Entry<String, String> text)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, text.getValue());
            statement.setString(2, consumer);
            statement.setString(3, text.getKey());
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public boolean isVolatile() {
        return inMemory;
    }
}
