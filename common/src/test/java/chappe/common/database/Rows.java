// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Puts a row into every table of a schema, by the types, foreign keys and checks of its columns,
/// so that a new table needs no line of test. A table whose checks are past guessing gets its row
/// from `/rows/{schema}.{table}.sql` among the test's resources.
final class Rows {
  private static final Pattern LITERAL = Pattern.compile("'([^']*)'::");

  private static final String TABLES =
      """
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = :schema and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname !~ '^flyway_schema_history' order by 1
      """;

  private static final String COLUMNS =
      """
      select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, t.typtype as kind,
        a.attnotnull as required, a.atthasdef as preset,
        (select pg_get_constraintdef(k.oid) from pg_constraint k
         where k.conrelid = a.attrelid and k.contype = 'f' and k.conkey = array[a.attnum] limit 1) as reference,
        (select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
         where k.conrelid = a.attrelid and k.contype = 'c' and a.attnum = any (k.conkey)) as checks,
        (select min(e.enumlabel) from pg_enum e where e.enumtypid = a.atttypid) as label
      from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = (:table)::regclass and a.attnum > 0 and not a.attisdropped
      and a.attidentity = '' and a.attgenerated = ''
      """;

  private final Jdbi jdbi;
  private final String schema;

  Rows(Jdbi jdbi, String schema) {
    this.jdbi = jdbi;
    this.schema = schema;
  }

  /// Fills what is empty; the tables that others refer to come first by trying.
  void fill() {
    List<String> empty = new ArrayList<>(tables());
    empty.removeIf(it -> count(it) > 0);
    Map<String, String> reasons = new HashMap<>();
    for (int before = empty.size() + 1; empty.size() < before; ) {
      before = empty.size();
      empty.removeIf(it -> filled(it, reasons));
    }
    assertThat(empty)
        .as("tables to fill by /rows/%s.TABLE.sql among the test's resources: %s", schema, reasons)
        .isEmpty();
  }

  /// How many rows each table has.
  Map<String, Long> counts() {
    return tables().stream().collect(Collectors.toMap(it -> it, this::count));
  }

  private List<String> tables() {
    return jdbi.withHandle(
        it -> it.createQuery(TABLES).bind("schema", schema).mapTo(String.class).list());
  }

  private long count(String table) {
    return jdbi.withHandle(
        it ->
            it.createQuery("select count(*) from " + schema + "." + table).mapTo(Long.class).one());
  }

  private boolean filled(String table, Map<String, String> reasons) {
    try {
      jdbi.useTransaction(
          it -> {
            it.execute("set local search_path to " + schema);
            it.createScript(script(table)).execute();
          });
      return true;
    } catch (JdbiException e) {
      reasons.put(table, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private String script(String table) {
    var own = Rows.class.getResource("/rows/" + schema + "." + table + ".sql");
    if (own != null) {
      try (var text = own.openStream()) {
        return new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    Map<String, String> values = new HashMap<>();
    for (Map<String, Object> column : columns(table)) {
      value(column).ifPresent(it -> values.put("\"" + column.get("name") + "\"", it));
    }
    return values.isEmpty()
        ? "insert into " + table + " default values"
        : "insert into %s (%s) values (%s)"
            .formatted(
                table, String.join(", ", values.keySet()), String.join(", ", values.values()));
  }

  private List<Map<String, Object>> columns(String table) {
    return jdbi.withHandle(
        it -> it.createQuery(COLUMNS).bind("table", schema + "." + table).mapToMap().list());
  }

  private static Optional<String> value(Map<String, Object> column) {
    String reference = text(column, "reference");
    if (!reference.isEmpty()) {
      Matcher target = Pattern.compile("REFERENCES ([^(]+)\\(([^)]+)\\)").matcher(reference);
      return target.find()
          ? Optional.of("(select %s from %s limit 1)".formatted(target.group(2), target.group(1)))
          : Optional.empty();
    }
    Matcher allowed = LITERAL.matcher(text(column, "checks"));
    if (allowed.find()) {
      return Optional.of("'" + allowed.group(1) + "'");
    }
    if (!text(column, "label").isEmpty()) {
      return Optional.of("'" + text(column, "label") + "'");
    }
    return Optional.ofNullable(byType(text(column, "type")));
  }

  private static @org.jspecify.annotations.Nullable String byType(String type) {
    String base = type.replaceAll("\\(.*?\\)", "");
    if (base.endsWith("[]")) {
      return "'{}'";
    }
    return switch (base) {
      case "text", "character varying", "character", "citext", "name" -> "'x'";
      case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> "1";
      case "boolean" -> "true";
      case "timestamp with time zone", "timestamp without time zone" -> "now()";
      case "date" -> "current_date";
      case "time without time zone" -> "localtime";
      case "interval" -> "interval '1 second'";
      case "uuid" -> "gen_random_uuid()";
      case "json", "jsonb" -> "'{}'";
      case "bytea" -> "'\\x01'";
      case "inet", "cidr" -> "'127.0.0.1'";
      default -> null;
    };
  }

  private static String text(Map<String, Object> column, String name) {
    return Optional.ofNullable(column.get(name)).map(Object::toString).orElse("");
  }
}
