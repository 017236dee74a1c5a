// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.broadcast;

import chappe.common.json.Json;
import chappe.sender.broadcast.Broadcast.Progress;
import chappe.sender.broadcast.Broadcast.State;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;

/// The broadcasts and their recipients in the database. Thread-safe; waits for the database.
public final class Broadcasts {
  private static final String WORD = ":broadcast:";

  private final Jdbi jdbi;

  /// @param jdbi of a database in which `sender` is migrated
  public Broadcasts(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// The id of the command for one recipient: the same however often it is fed.
  static String command(Broadcast broadcast, long chat) {
    return broadcast.bot() + WORD + broadcast.id() + ":" + chat;
  }

  /// Whether a command belongs to a broadcast.
  public static boolean isOne(String command) {
    return command.contains(WORD);
  }

  /// Makes a broadcast, which has no recipients yet and is not sent before [#begin].
  public void create(Broadcast broadcast) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into sender.broadcasts (id, bot, method, params, rate, state, created_at)
                    values (:id, :bot, :method, cast(:params as jsonb), :rate, 'preparing', :at)
                    """)
                .bind("id", broadcast.id())
                .bind("bot", broadcast.bot())
                .bind("method", broadcast.method())
                .bind("params", broadcast.params().toString())
                .bind("rate", broadcast.rate().isPresent() ? broadcast.rate().getAsInt() : null)
                .bind("at", utc(broadcast.createdAt()))
                .execute());
  }

  /// Adds recipients; one who is there already is not added again.
  public void add(String id, Collection<Long> chats) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into sender.broadcast_recipients (broadcast, chat)
                    select :id, chat from unnest(:chats) with ordinality as it(chat, place)
                    order by place
                    on conflict do nothing
                    """)
                .bind("id", id)
                .bindArray("chats", Long.class, List.copyOf(chats))
                .execute());
  }

  /// Lets a prepared or paused one be sent.
  ///
  /// @return false where it is neither
  public boolean begin(String id) {
    return moved(id, "'preparing', 'paused'", State.RUNNING);
  }

  /// Holds one that is being sent.
  ///
  /// @return false where it is not
  public boolean pause(String id) {
    return moved(id, "'running'", State.PAUSED);
  }

  /// Gives one up: who was not fed is skipped.
  ///
  /// @return false where it had come to its end
  public boolean cancel(String id, Instant now) {
    return jdbi.inTransaction(
        handle -> {
          boolean cancelled =
              moved(handle, id, "'preparing', 'running', 'paused'", State.CANCELLED);
          if (cancelled) {
            handle
                .createUpdate(
                    """
                    update sender.broadcast_recipients set state = 'skipped'
                    where broadcast = :id and state = 'waiting'
                    """)
                .bind("id", id)
                .execute();
            end(handle, id, now);
          }
          return cancelled;
        });
  }

  private boolean moved(String id, String from, State to) {
    return jdbi.withHandle(handle -> moved(handle, id, from, to));
  }

  /// @param from states, as a list of SQL literals
  private static boolean moved(Handle handle, String id, String from, State to) {
    return handle
            .createUpdate(
                "update sender.broadcasts set state = :to where id = :id and state in ("
                    + from
                    + ")")
            .bind("to", word(to))
            .bind("id", id)
            .execute()
        > 0;
  }

  private static void end(Handle handle, String id, Instant now) {
    handle
        .createUpdate("update sender.broadcasts set ended_at = :now where id = :id")
        .bind("now", utc(now))
        .bind("id", id)
        .execute();
  }

  public Optional<Broadcast> find(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from sender.broadcasts where id = :id")
                .bind("id", id)
                .map((row, _) -> broadcast(row))
                .findOne());
  }

  /// All, the latest first.
  public List<Broadcast> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from sender.broadcasts order by created_at desc, id")
                .map((row, _) -> broadcast(row))
                .list());
  }

  public Progress progress(String id) {
    return jdbi.withHandle(handle -> progress(handle, id));
  }

  private static Progress progress(Handle handle, String id) {
    Map<String, Long> counts =
        handle
            .createQuery(
                """
                select state, count(*) as many from sender.broadcast_recipients
                where broadcast = :id group by state
                """)
            .bind("id", id)
            .setMapKeyColumn("state")
            .setMapValueColumn("many")
            .collectInto(new GenericType<Map<String, Long>>() {});
    Function<String, Long> of = state -> counts.getOrDefault(state, 0L);
    return new Progress(
        of.apply("waiting"),
        of.apply("fed"),
        of.apply("sent"),
        of.apply("blocked"),
        of.apply("failed"),
        of.apply("unknown"),
        of.apply("skipped"));
  }

  /// Writes down what became of a recipient.
  ///
  /// @param state `sent`, `blocked`, `failed` or `unknown`
  public void ended(String command, String state) {
    int place = command.indexOf(WORD) + WORD.length();
    int end = command.indexOf(':', place);
    var chat = command.substring(end + 1).replaceFirst("~\\d+$", "");
    if (end < 0 || !chat.matches("-?\\d{1,18}")) {
      return;
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update sender.broadcast_recipients set state = :state
                    where broadcast = :id and chat = :chat
                    """)
                .bind("state", state)
                .bind("id", command.substring(place, end))
                .bind("chat", Long.parseLong(chat))
                .execute());
  }

  /// What is done with the next recipients of a broadcast; see [#feed].
  interface Feeding {
    /// How many more may come into the lane.
    ///
    /// @param fed recipients in the lane without a result
    int room(Broadcast broadcast, long fed);

    /// Brings commands into the lane; when this returns they stand there.
    void into(Broadcast broadcast, List<Long> chats);

    /// Those who are to be skipped.
    Collection<Long> closed(Broadcast broadcast, List<Long> chats);
  }

  /// Feeds every broadcast that is being sent and that no other sender feeds just now. Who was fed
  /// before a crash is fed again, with the same command.
  void feed(Feeding feeding, Instant now) {
    jdbi.useTransaction(
        handle -> {
          List<Broadcast> running =
              handle
                  .createQuery(
                      """
                      select * from sender.broadcasts where state = 'running'
                      order by created_at for update skip locked
                      """)
                  .map((row, _) -> broadcast(row))
                  .list();
          running.forEach(it -> feed(handle, it, feeding, now));
        });
  }

  private static void feed(Handle handle, Broadcast broadcast, Feeding feeding, Instant now) {
    var id = broadcast.id();
    long fed =
        handle
            .createQuery(
                "select count(*) from sender.broadcast_recipients where broadcast = :id and state ="
                    + " 'fed'")
            .bind("id", id)
            .mapTo(Long.class)
            .one();
    List<Long> next =
        handle
            .createQuery(
                """
                select chat from sender.broadcast_recipients
                where broadcast = :id and state = 'waiting' order by position limit :room
                """)
            .bind("id", id)
            .bind("room", Math.max(1, feeding.room(broadcast, fed)))
            .mapTo(Long.class)
            .list();
    if (next.isEmpty()) {
      if (fed == 0 && moved(handle, id, "'running'", State.DONE)) {
        end(handle, id, now);
      }
      return;
    }
    if (feeding.room(broadcast, fed) < 1) {
      return;
    }
    var closed = feeding.closed(broadcast, next);
    set(handle, id, List.copyOf(closed), "skipped");
    List<Long> open = next.stream().filter(it -> !closed.contains(it)).toList();
    feeding.into(broadcast, open);
    set(handle, id, open, "fed");
  }

  private static void set(Handle handle, String id, List<Long> chats, String state) {
    // a result may have come already
    handle
        .createUpdate(
            """
            update sender.broadcast_recipients set state = :state
            where broadcast = :id and chat = any(:chats) and state = 'waiting'
            """)
        .bind("state", state)
        .bind("id", id)
        .bindArray("chats", Long.class, chats)
        .execute();
  }

  private static Broadcast broadcast(ResultSet row) throws SQLException {
    int rate = row.getInt("rate");
    return new Broadcast(
        row.getString("id"),
        row.getString("bot"),
        row.getString("method"),
        Json.read(row.getString("params").getBytes(StandardCharsets.UTF_8), JsonNode.class),
        rate == 0 ? OptionalInt.empty() : OptionalInt.of(rate),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
