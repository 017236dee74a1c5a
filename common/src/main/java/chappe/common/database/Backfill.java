// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Fills a new column of a large table from another one while services go on: in the order of the
/// table's key, in small batches that are committed one by one, so no row is locked for long.
/// Interrupted in any way and started again it goes on where it stopped, since it fills only what
/// is empty. Use it between the step that adds the column, which may be null, and the one that says
/// it must not ([#notNull]). Thread-safe.
public final class Backfill {
  /// Rows of one batch where nothing else is said.
  public static final int BATCH = 1_000;

  private static final String KEY =
      """
      select a.attname, format_type(a.atttypid, a.atttypmod) from pg_index i
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
      where i.indrelid = (:table)::regclass and i.indisprimary
      order by array_position(i.indkey::int2[], a.attnum)
      """;

  private final Jdbi jdbi;
  private final LongConsumer progress;

  /// @param progress told after each batch how many rows were filled so far
  public Backfill(Jdbi jdbi, LongConsumer progress) {
    this.jdbi = jdbi;
    this.progress = progress;
  }

  /// A column of a table's key.
  private record KeyColumn(String name, String type) {}

  /// The rows of one batch: their keys, as texts, and what they are made of.
  private record Batch(List<List<String>> keys, List<Optional<String>> sources) {}

  /// Fills a column; blocks until it is done.
  ///
  /// @param table with its schema, such as `bot_shop.messages`; it needs a primary key
  /// @param target the column that is filled where it is null
  /// @param source the column that its values are made from
  /// @param function from the one to the other, on the text of both; not called for a null, which
  ///   stays one
  /// @return how many rows were filled
  /// @throws IllegalArgumentException where a name is none, or the table has no primary key
  public long backfill(String table, String target, String source, UnaryOperator<String> function) {
    return backfill(table, target, source, function, BATCH);
  }

  /// The same in batches of another size.
  public long backfill(
      String table, String target, String source, UnaryOperator<String> function, int batchSize) {
    checkNames(table, target, source);
    var key = key(table);
    Optional<List<String>> after = Optional.empty();
    long filled = 0;
    while (true) {
      var last = after;
      var batch =
          jdbi.inTransaction(
              handle -> {
                var found = read(handle, table, target, source, key, last, batchSize);
                write(handle, table, target, key, found, function);
                return found;
              });
      if (batch.keys().isEmpty()) {
        return filled;
      }
      filled += batch.keys().size();
      progress.accept(filled);
      after = Optional.of(batch.keys().getLast());
    }
  }

  private static Batch read(
      Handle handle,
      String table,
      String target,
      String source,
      List<KeyColumn> key,
      Optional<List<String>> after,
      int size) {
    String names = key.stream().map(KeyColumn::name).collect(Collectors.joining(", "));
    String texts =
        key.stream()
            .map(it -> it.name() + "::text as k_" + it.name())
            .collect(Collectors.joining(", "));
    String from =
        after
            .map(
                _ ->
                    IntStream.range(0, key.size())
                        .mapToObj(it -> ":k%d::%s".formatted(it, key.get(it).type()))
                        .collect(Collectors.joining(", ", " and (" + names + ") > (", ")")))
            .orElse("");
    // locked, so that who changes the source meanwhile does not find it overtaken
    var query =
        handle.createQuery(
            "select %s, %s::text as made_from from %s where %s is null and %s is not null%s order by %s limit :size for update"
                .formatted(texts, source, table, target, source, from, names));
    after.ifPresent(
        values -> {
          for (int i = 0; i < values.size(); i++) {
            query.bind("k" + i, values.get(i));
          }
        });
    var batch = new Batch(new ArrayList<>(), new ArrayList<>());
    query
        .bind("size", size)
        .map(
            (row, _) -> {
              List<String> values = new ArrayList<>();
              for (int i = 1; i <= key.size(); i++) {
                values.add(row.getString(i));
              }
              batch.sources().add(Optional.ofNullable(row.getString(key.size() + 1)));
              return batch.keys().add(values);
            })
        .list();
    return batch;
  }

  private static void write(
      Handle handle,
      String table,
      String target,
      List<KeyColumn> key,
      Batch batch,
      UnaryOperator<String> function) {
    String type =
        handle
            .createQuery(
                "select format_type(atttypid, atttypmod) from pg_attribute where attrelid ="
                    + " (:table)::regclass and attname = :column")
            .bind("table", table)
            .bind("column", target)
            .mapTo(String.class)
            .one();
    String where =
        IntStream.range(0, key.size())
            .mapToObj(it -> "%s = :k%d::%s".formatted(key.get(it).name(), it, key.get(it).type()))
            .collect(Collectors.joining(" and "));
    var statements =
        handle.prepareBatch(
            "update %s set %s = :value::%s where %s".formatted(table, target, type, where));
    for (int row = 0; row < batch.keys().size(); row++) {
      for (int i = 0; i < key.size(); i++) {
        statements.bind("k" + i, batch.keys().get(row).get(i));
      }
      statements.bind("value", batch.sources().get(row).map(function)).add();
    }
    if (statements.size() > 0) {
      statements.execute();
    }
  }

  /// Makes a column that has been filled one that must not be null, without the long lock that `set
  /// not null` alone would take: the rows are checked while others read and write.
  ///
  /// @throws org.jdbi.v3.core.JdbiException where a row is null; then nothing has changed
  public void notNull(String table, String column) {
    checkNames(table, column, column);
    String name = "chappe_" + column + "_not_null";
    jdbi.useHandle(
        handle -> {
          handle.execute("alter table " + table + " drop constraint if exists " + name);
          handle.execute(
              "alter table %s add constraint %s check (%s is not null) not valid"
                  .formatted(table, name, column));
          try {
            handle.execute("alter table " + table + " validate constraint " + name);
            handle.execute("alter table %s alter column %s set not null".formatted(table, column));
          } finally {
            handle.execute("alter table " + table + " drop constraint " + name);
          }
        });
  }

  private List<KeyColumn> key(String table) {
    var key =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(KEY)
                    .bind("table", table)
                    .map((row, _) -> new KeyColumn(row.getString(1), row.getString(2)))
                    .list());
    if (key.isEmpty()) {
      throw new IllegalArgumentException(table + " has no primary key to go by");
    }
    return key;
  }

  private static void checkNames(String table, String... columns) {
    TableCopy.checkTable(table);
    for (String column : columns) {
      if (!column.matches("[a-z_][a-z0-9_]{0,62}")) {
        throw new IllegalArgumentException("'" + column + "' is no column's name");
      }
    }
  }
}
