// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import chappe.common.lifecycle.Check;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/// The pool of connections of one service, and Jdbi on it. Nothing is connected before the first
/// use, so a service starts while the database is away; its check says so. Thread-safe.
public final class Database implements AutoCloseable {
  private static final String NAME = "database";

  // A caller waits for a connection no longer than that, so an overload shows instead of piling up.
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int CHECK_SECONDS = 1;

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /// Makes the pool without connecting.
  ///
  /// @param service the name under which PostgreSQL lists the connections, such as `sender`
  public static Database open(DatabaseSettings settings, String service) {
    // This constructor makes no pool yet: the first connection that is asked for does.
    var pool = new HikariDataSource();
    pool.setPoolName(service);
    var address = DatabaseAddress.of(settings);
    pool.setJdbcUrl(address.jdbcUrl());
    pool.setDataSourceProperties(address.properties("chappe-" + service));
    pool.setMaximumPoolSize(settings.poolSize());
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(PATIENCE.toMillis());
    pool.setInitializationFailTimeout(-1);
    return new Database(pool);
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /// Asks the database; blocks for up to 5 s while it is away.
  public Check check() {
    try (var connection = pool.getConnection()) {
      return connection.isValid(CHECK_SECONDS)
          ? Check.passing(NAME)
          : Check.failing(NAME, "a connection does not answer");
    } catch (SQLException e) {
      return Check.failing(NAME, DatabaseUnreachable.reason(e));
    }
  }

  /// Closes all connections.
  @Override
  public void close() {
    pool.close();
  }
}
