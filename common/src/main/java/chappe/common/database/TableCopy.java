// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Keeps a copy of a table's rows while a step runs that cannot be one transaction, and puts them
/// back where the step fails half-way; also after the process was killed, when the step is started
/// again. The services that write to the table must be stopped meanwhile. Thread-safe.
public final class TableCopy {
  private static final String COLUMNS =
      """
      select '"' || attname || '"' from pg_attribute
      where attrelid = (:table)::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      order by attnum
      """;

  private final Jdbi jdbi;

  public TableCopy(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Runs a step over a table, with its rows in safety.
  ///
  /// @param table with its schema, such as `bot_shop.messages`
  /// @param step may do whatever it likes to the rows, and to columns so long as those that were
  ///   there at first stay until it is done
  /// @throws RuntimeException what the step threw; the rows are then as they were
  public void during(String table, Runnable step) {
    checkTable(table);
    String copy = table + "_before_step";
    restoreLeft(table, copy);
    jdbi.useTransaction(
        handle -> {
          handle.execute("lock table " + table + " in share mode");
          handle.execute("create table %s as table %s".formatted(copy, table));
        });
    try {
      step.run();
    } catch (RuntimeException e) {
      try {
        restoreLeft(table, copy);
      } catch (RuntimeException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
    jdbi.useHandle(handle -> handle.execute("drop table " + copy));
  }

  /// Puts the rows back that a step which was cut off has left.
  private void restoreLeft(String table, String copy) {
    jdbi.useTransaction(
        handle -> {
          if (isThere(handle, copy)) {
            String columns =
                handle
                    .createQuery(COLUMNS)
                    .bind("table", copy)
                    .mapTo(String.class)
                    .collect(Collectors.joining(", "));
            List<String> statements =
                List.of(
                    "lock table " + table + " in access exclusive mode",
                    "delete from " + table,
                    "insert into %s (%s) overriding system value select %s from %s"
                        .formatted(table, columns, columns, copy),
                    "drop table " + copy);
            statements.forEach(handle::execute);
          }
        });
  }

  private static boolean isThere(Handle handle, String table) {
    return handle
        .createQuery("select to_regclass(:table) is not null")
        .bind("table", table)
        .mapTo(Boolean.class)
        .one();
  }

  static void checkTable(String table) {
    if (!table.matches("[a-z_][a-z0-9_]{0,50}\\.[a-z_][a-z0-9_]{0,48}")) {
      throw new IllegalArgumentException(
          "'" + table + "' is no table's name with its schema before it");
    }
  }
}
