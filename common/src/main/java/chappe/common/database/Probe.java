// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import chappe.common.lifecycle.Check;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Asks whether the database answers, on a connection of its own: a pool that is busy is not a
/// database that is away, and the driver's own words come at once. Thread-safe; a question takes up
/// to 2 s.
final class Probe implements AutoCloseable {
  private static final String NAME = "database";
  private static final int SECONDS = 1;

  private final DatabaseAddress address;
  private final Properties properties;
  private @Nullable Connection connection;

  Probe(DatabaseAddress address, String program) {
    this.address = address;
    this.properties = address.properties(program);
    properties.setProperty("connectTimeout", Integer.toString(SECONDS));
  }

  synchronized Check check() {
    try {
      var open = connection;
      if (open == null || !open.isValid(SECONDS)) {
        close();
        connection = DriverManager.getConnection(address.jdbcUrl(), properties);
      }
      return Check.passing(NAME);
    } catch (SQLException e) {
      return Check.failing(NAME, DatabaseUnreachable.reason(e));
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    var open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
