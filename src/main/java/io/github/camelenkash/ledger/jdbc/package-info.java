/**
 * The durable ledger: movements in an H2 file or in PostgreSQL.
 *
 * <pre>{@code
 * Ledger ledger = JdbcLedger.open("jdbc:h2:file:./ledger/movements", null, null);
 * }</pre>
 *
 * <p>Commits on connections of its own, never inside a route's transaction, and a commit is durable when it returns. An H2
 * file knows which process has it and where it lives ({@link io.github.camelenkash.ledger.jdbc.Home}). The schema is versioned and kept by Flyway; connections come from HikariCP unless a {@code DataSource} is given. Flyway,
 * HikariCP and the driver are optional dependencies of the component.
 */
package io.github.camelenkash.ledger.jdbc;
