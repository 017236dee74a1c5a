// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import chappe.common.lifecycle.CannotStart;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Compares a schema with what its steps make of an empty database: columns, their types, defaults
/// and whether they may be null, and indexes. The steps are taken in a database of its own, which
/// is dropped again.
public final class Drift {
  private static final String PROGRAM = "chappe-migrate";

  private static final String FACTS =
      """
      select 'column ' || c.relname || '.' || a.attname,
        format_type(a.atttypid, a.atttypmod)
        || case when a.attnotnull then ' not null' else '' end
        || case a.attidentity when '' then '' else ' identity' end
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where n.nspname = ? and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
        and c.relname !~ '^flyway_schema_history'
      union all
      select 'index ' || c.relname, pg_get_indexdef(c.oid)
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_index i on i.indexrelid = c.oid
      join pg_class t on t.oid = i.indrelid
      where n.nspname = ? and t.relname !~ '^flyway_schema_history'
      """;

  private Drift() {}

  /// How schemas differ from their steps, one line each; empty where they do not. Steps that are
  /// pending show here too.
  ///
  /// @throws CannotStart where the user may not create a database
  public static List<String> of(DatabaseSettings settings, List<Steps> schemas) {
    var address = DatabaseAddress.of(settings);
    String scratch = "chappe_check_" + UUID.randomUUID().toString().replace("-", "");
    try (var connection = connect(address)) {
      execute(connection, "create database " + scratch);
      try {
        return compare(connection, address.at(scratch), schemas);
      } finally {
        execute(connection, "drop database " + scratch + " with (force)");
      }
    } catch (SQLException e) {
      throw new CannotStart(
          "❌ The check needs a database of its own for a moment, and cannot make one: "
              + DatabaseUnreachable.reason(e),
          e);
    }
  }

  private static List<String> compare(
      Connection actual, DatabaseAddress scratch, List<Steps> schemas) throws SQLException {
    List<String> differences = new ArrayList<>();
    for (Steps steps : schemas) {
      var _ = steps.take(scratch);
    }
    try (var expected = connect(scratch)) {
      for (Steps steps : schemas) {
        compare(
            steps.schema(),
            facts(expected, steps.schema()),
            facts(actual, steps.schema()),
            differences);
      }
    }
    return differences;
  }

  private static void compare(
      String schema,
      Map<String, String> expected,
      Map<String, String> actual,
      List<String> differences) {
    expected.forEach(
        (name, fact) -> {
          String found = actual.remove(name);
          if (found == null) {
            differences.add("%s: %s is missing".formatted(schema, name));
          } else if (!found.equals(fact)) {
            differences.add("%s: %s is %s and should be %s".formatted(schema, name, found, fact));
          }
        });
    actual.keySet().forEach(it -> differences.add("%s: %s is not ours".formatted(schema, it)));
  }

  private static Map<String, String> facts(Connection connection, String schema)
      throws SQLException {
    Map<String, String> facts = new TreeMap<>();
    try (var statement = connection.prepareStatement(FACTS)) {
      statement.setString(1, schema);
      statement.setString(2, schema);
      var rows = statement.executeQuery();
      while (rows.next()) {
        facts.put(rows.getString(1), rows.getString(2));
      }
    }
    return facts;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.properties(PROGRAM));
  }
}
