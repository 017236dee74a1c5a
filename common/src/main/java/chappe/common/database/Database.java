// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import chappe.common.lifecycle.Check;
import chappe.common.lifecycle.Closer;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/// The pool of connections of one service, and Jdbi on it. Nothing is connected before the first
/// use, so a service starts while the database is away; its check says so. Thread-safe.
public final class Database implements AutoCloseable {
  // A caller waits for a connection no longer than that, so an overload shows instead of piling up.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Closer closer = new Closer();
  private final Jdbi jdbi;
  private final Probe probe;

  private Database(HikariDataSource pool, Probe probe) {
    this.jdbi = Jdbi.create(closer.add("pool", pool));
    this.probe = closer.add("probe", probe);
  }

  /// Makes the pool without connecting.
  ///
  /// @param service the name under which PostgreSQL lists the connections, such as `sender`
  public static Database open(DatabaseSettings settings, String service) {
    return open(settings, service, new HikariDataSource());
  }

  /// Makes a pool without connecting, whose statements find the tables of one schema by their bare
  /// names.
  ///
  /// @param service the name under which PostgreSQL lists the connections
  public static Database open(DatabaseSettings settings, String service, String schema) {
    var pool = new HikariDataSource();
    pool.setSchema(schema);
    return open(settings, service, pool);
  }

  private static Database open(DatabaseSettings settings, String service, HikariDataSource pool) {
    // The constructor has made no pool yet: the first connection that is asked for does.
    var address = DatabaseAddress.of(settings);
    pool.setPoolName(service);
    pool.setJdbcUrl(address.jdbcUrl());
    pool.setDataSourceProperties(address.properties("chappe-" + service));
    pool.setMaximumPoolSize(settings.poolSize());
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(PATIENCE.toMillis());
    pool.setInitializationFailTimeout(-1);
    return new Database(pool, new Probe(address, "chappe-" + service + "-check"));
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /// Asks the database, on a connection beside the pool's; blocks for up to 2 s.
  public Check check() {
    return probe.check();
  }

  /// Closes all connections.
  @Override
  public void close() {
    closer.close();
  }
}
