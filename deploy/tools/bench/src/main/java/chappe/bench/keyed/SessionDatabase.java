// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

import chappe.common.database.Database;
import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.settings.Secret;
import java.util.List;

/// The PostgreSQL with the view of the sessions.
final class SessionDatabase implements AutoCloseable {
  private static final int CONNECTIONS = 10;

  private static final String MOVES =
      """
      select coalesce(sum((convert_from(value, 'UTF8')::jsonb ->> 'count')::bigint), 0)
      from common.sessions where group_id = :group
      """;

  /// Of no topic that there is: whatever a consumer writes is newer.
  private static final String FILL =
      """
      insert into common.sessions
        (group_id, session_key, partition, topic_id, position, value, changed_at)
      select :group, 'bench:' || n, 0, gen_random_uuid(), 0, :value, now()
      from generate_series(0, :sessions - 1) n
      """;

  private final String url;
  private final Database database;

  SessionDatabase(String url) {
    this.url = url;
    DatabaseSettings settings = settings(url);
    Migrations.migrate(settings, List.of("common"));
    this.database = Database.open(settings, "bench");
  }

  static DatabaseSettings settings(String url) {
    return new DatabaseSettings(Secret.of(url), CONNECTIONS);
  }

  String url() {
    return url;
  }

  /// How often the sessions of a group have moved, by what the view knows.
  long moves(String group) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery(MOVES).bind("group", group).mapTo(Long.class).one());
  }

  /// Puts sessions there that have not moved yet, one for each of the first keys.
  void fill(String group, int sessions) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(FILL)
                    .bind("group", group)
                    .bind("value", SessionState.of(0))
                    .bind("sessions", sessions)
                    .execute());
  }

  @Override
  public void close() {
    database.close();
  }
}
