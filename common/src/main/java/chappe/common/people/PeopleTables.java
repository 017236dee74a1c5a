// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/// The registry in PostgreSQL: the only class that touches `common.users`, `common.chats` and
/// `common.forgotten`. Every method is one statement, whatever it is given, blocks on the database
/// and throws what Jdbi throws. Thread-safe.
final class PeopleTables {
  private static final String REGISTER =
      """
      insert into common.users as known
        (bot, id, username, first_name, language, created_at, last_seen)
      values (:bot, :id, nullif(:username, ''), :firstName, :language, :at, :at)
      on conflict (bot, id)
      do update set username = excluded.username, first_name = excluded.first_name,
        last_seen = greatest(known.last_seen, excluded.last_seen)
      returning *
      """;

  private static final String FIND =
      """
      select * from common.users where (bot, id) in (select * from unnest(:bots, :ids))
      """;

  // in the order of the keys, so that two instances never wait for each other crosswise
  private static final String USERS_SEEN =
      """
      update common.users known set last_seen = it.at, username = nullif(it.username, ''),
        first_name = it.first_name
      from (
        select known.bot, known.id, it.at, it.username, it.first_name
        from unnest(:bots, :ids, :ats, :usernames, :names) as it(bot, id, at, username, first_name)
        join common.users known on known.bot = it.bot and known.id = it.id
        where known.last_seen < it.at
        order by known.bot, known.id
        for update of known
      ) it
      where known.bot = it.bot and known.id = it.id
      """;

  private static final String CHATS_SEEN =
      """
      insert into common.chats as known (bot, id, type, title, username, created_at, last_seen)
      select bot, id, type, title, nullif(username, ''), at, at
      from unnest(:bots, :ids, :ats, :usernames, :names, :types)
        as it(bot, id, at, username, title, type)
      order by bot, id
      on conflict (bot, id)
      do update set type = excluded.type, title = excluded.title, username = excluded.username,
        last_seen = excluded.last_seen
      where known.last_seen < excluded.last_seen
      """;

  private static final String BLOCKED =
      """
      update common.users set is_blocked = :value, blocked_changed_at = :at
      where bot = :bot and id = :id and (blocked_changed_at is null or blocked_changed_at < :at)
      """;

  private static final String CHAT_ACTIVE =
      """
      insert into common.chats as known
        (bot, id, type, title, username, is_active, active_changed_at, created_at, last_seen)
      values (:bot, :id, :type, :title, nullif(:username, ''), :value, :at, :at, :at)
      on conflict (bot, id)
      do update set is_active = excluded.is_active, active_changed_at = excluded.active_changed_at
      where known.migrated_to is null
        and (known.active_changed_at is null or known.active_changed_at < excluded.active_changed_at)
      """;

  private static final String MIGRATED =
      """
      update common.chats set is_active = false, active_changed_at = :at, migrated_to = :value
      where bot = :bot and id = :id and migrated_to is null
      """;

  private static final String RECORD =
      """
      insert into common.forgotten (id, bot, user_id, record_key, rows_removed, sessions_removed,
        asked_at, forgotten_at)
      values (:event, :bot, :id, :key, :rows, :sessions, :asked, :at)
      on conflict (id) do nothing
      """;

  private static final String REACHABLE_USERS =
      """
      select id from common.users
      where bot = :bot and id > :after and is_active and not is_blocked
        and (:language = '' or language = :language)
      order by id limit 5000
      """;

  private static final String ACTIVE_CHATS =
      """
      select id from common.chats where bot = :bot and id > :after and is_active
      order by id limit 5000
      """;

  private static final String CLOSED =
      """
      select id from common.users
      where bot = :bot and id = any(:ids) and (is_blocked or not is_active)
      union
      select id from common.chats where bot = :bot and id = any(:ids) and not is_active
      """;

  private final Jdbi jdbi;

  PeopleTables(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Person register(UserSighting it) {
    return jdbi.withHandle(
        handle ->
            key(handle.createQuery(REGISTER), it.bot(), it.id())
                .bind("username", it.username())
                .bind("firstName", it.firstName())
                .bind("language", it.language())
                .bind("at", utc(it.at()))
                .map((row, _) -> person(row))
                .one());
  }

  /// Those of these that there are.
  Map<PersonKey, Person> find(List<PersonKey> keys) {
    return jdbi.withHandle(
        handle -> {
          Map<PersonKey, Person> found = new HashMap<>();
          handle
              .createQuery(FIND)
              .bindArray("bots", String.class, keys.stream().map(PersonKey::bot).toList())
              .bindArray("ids", Long.class, keys.stream().map(PersonKey::id).toList())
              .map((row, _) -> person(row))
              .forEach(it -> found.put(new PersonKey(it.bot(), it.id()), it));
          return found;
        });
  }

  /// Users who can be written to, in pages.
  void reachableUsers(String bot, Optional<String> language, Consumer<List<Long>> page) {
    pages(REACHABLE_USERS, bot, language.orElse(""), page);
  }

  /// Groups and channels in which the bot is, in pages.
  void activeChats(String bot, Consumer<List<Long>> page) {
    pages(ACTIVE_CHATS, bot, "", page);
  }

  private void pages(String query, String bot, String language, Consumer<List<Long>> page) {
    long after = Long.MIN_VALUE;
    while (true) {
      long from = after;
      List<Long> ids =
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery(query)
                      .bind("bot", bot)
                      .bind("after", from)
                      .bindMap(Map.of("language", language))
                      .mapTo(Long.class)
                      .list());
      if (ids.isEmpty()) {
        return;
      }
      page.accept(ids);
      after = ids.getLast();
    }
  }

  /// Those who take nothing from the bot.
  Set<Long> closed(String bot, Collection<Long> ids) {
    return jdbi.withHandle(
        handle ->
            Set.copyOf(
                handle
                    .createQuery(CLOSED)
                    .bind("bot", bot)
                    .bindArray("ids", Long.class, List.copyOf(ids))
                    .mapTo(Long.class)
                    .list()));
  }

  /// Brings those who have registered up to date, as far as this is newer.
  void usersSeen(Collection<UserSighting> seen) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(USERS_SEEN)
                .bindArray("bots", String.class, column(seen, UserSighting::bot))
                .bindArray("ids", Long.class, column(seen, UserSighting::id))
                .bindArray("ats", OffsetDateTime.class, column(seen, it -> utc(it.at())))
                .bindArray("usernames", String.class, column(seen, UserSighting::username))
                .bindArray("names", String.class, column(seen, UserSighting::firstName))
                .execute());
  }

  void chatsSeen(Collection<ChatSighting> seen) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(CHATS_SEEN)
                .bindArray("bots", String.class, column(seen, ChatSighting::bot))
                .bindArray("ids", Long.class, column(seen, ChatSighting::id))
                .bindArray("ats", OffsetDateTime.class, column(seen, it -> utc(it.at())))
                .bindArray("usernames", String.class, column(seen, ChatSighting::username))
                .bindArray("names", String.class, column(seen, ChatSighting::title))
                .bindArray("types", String.class, column(seen, ChatSighting::type))
                .execute());
  }

  /// @param column one that an author may set
  boolean set(Choice column, String bot, long user, Object value) {
    return jdbi.withHandle(
            handle ->
                key(handle.createUpdate(column.statement()), bot, user)
                    .bind("value", value)
                    .execute())
        > 0;
  }

  /// A column of a person that is set, not observed.
  enum Choice {
    ROLE("role"),
    LANGUAGE("language"),
    ACTIVE("is_active");

    private final String column;

    Choice(String column) {
      this.column = column;
    }

    private String statement() {
      return "update common.users set " + column + " = :value where bot = :bot and id = :id";
    }
  }

  void blocked(String bot, long user, boolean blocked, Instant at) {
    changed(BLOCKED, bot, user, blocked, at);
  }

  void chatActive(ChatSighting it, boolean active) {
    jdbi.useHandle(
        handle ->
            key(handle.createUpdate(CHAT_ACTIVE), it.bot(), it.id())
                .bind("type", it.type())
                .bind("title", it.title())
                .bind("username", it.username())
                .bind("value", active)
                .bind("at", utc(it.at()))
                .execute());
  }

  void migrated(String bot, long from, long to, Instant at) {
    changed(MIGRATED, bot, from, to, at);
  }

  boolean forget(String bot, long user) {
    return jdbi.withHandle(
            handle ->
                key(
                        handle.createUpdate(
                            "delete from common.users where bot = :bot and id = :id"),
                        bot,
                        user)
                    .execute())
        > 0;
  }

  void record(Forgetting it) {
    jdbi.useHandle(
        handle ->
            key(handle.createUpdate(RECORD), it.bot(), it.user())
                .bind("event", it.id())
                .bind("key", it.key())
                .bind("rows", it.rows())
                .bind("sessions", it.sessions())
                .bind("asked", utc(it.askedAt()))
                .bind("at", utc(it.forgottenAt()))
                .execute());
  }

  private void changed(String statement, String bot, long id, Object value, Instant at) {
    jdbi.useHandle(
        handle ->
            key(handle.createUpdate(statement), bot, id)
                .bind("value", value)
                .bind("at", utc(at))
                .execute());
  }

  private static <S extends SqlStatement<S>> S key(S statement, String bot, long id) {
    return statement.bind("bot", bot).bind("id", id);
  }

  private static <S, T> List<T> column(Collection<S> rows, Function<S, T> value) {
    return rows.stream().map(value).collect(Collectors.toList());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static Person person(ResultSet row) throws SQLException {
    String username = row.getString("username");
    return new Person(
        row.getString("bot"),
        row.getLong("id"),
        username == null ? "" : username,
        row.getString("first_name"),
        Role.valueOf(row.getString("role")),
        row.getString("language"),
        row.getBoolean("is_active"),
        row.getBoolean("is_blocked"),
        instant(row, "created_at"),
        instant(row, "last_seen"));
  }
}
