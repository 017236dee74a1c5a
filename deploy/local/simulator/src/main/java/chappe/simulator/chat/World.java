// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import chappe.common.json.Json;
import chappe.simulator.update.UpdateKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// All bots, people and chats, and whoever watches them. A bot exists from the first sight of its
/// token on. Thread-safe.
public final class World {
  private static final Pattern TOKEN =
      Pattern.compile("(?<id>[1-9][0-9]{0,15}):[A-Za-z0-9_-]{1,64}");

  private final Map<Long, BotAccount> bots = new ConcurrentSkipListMap<>();
  private final Directory directory = new Directory();
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Watcher watcher;
  private final Consumer<BotAccount> mail;
  private final Members members = new Members();
  private final Files files;

  /// Sees what happens in chats; called on the thread of whoever did it, so it must be quick.
  public interface Watcher {
    /// Something happened.
    ///
    /// @param type what happened, `message` for instance
    /// @param bot whose view of the chat it is
    /// @param chat the chat, 0 for none
    /// @param what the message, the call or the update
    void happened(String type, long bot, long chat, JsonNode what);
  }

  /// An empty world.
  ///
  /// @param mail is told of a bot that has got an update, on the thread of whoever made it
  public World(
      InstantSource clock, RandomGenerator random, Watcher watcher, Consumer<BotAccount> mail) {
    this.clock = clock;
    this.random = random;
    this.watcher = watcher;
    this.mail = mail;
    this.files = new Files(random);
  }

  /// The bot of a token, none where it has not the shape of one.
  public Optional<BotAccount> bot(String token) {
    Matcher shape = TOKEN.matcher(token);
    return shape.matches() ? Optional.of(bot(Long.parseLong(shape.group("id")))) : Optional.empty();
  }

  /// The bot with an id, made where there was none.
  public BotAccount bot(long id) {
    return bots.computeIfAbsent(id, _ -> new BotAccount(id, clock, random));
  }

  public Collection<BotAccount> bots() {
    return bots.values();
  }

  public Directory directory() {
    return directory;
  }

  public Members members() {
    return members;
  }

  public Files files() {
    return files;
  }

  /// Whoever has this id, a bot or a person, as `User`; a copy.
  public ObjectNode user(long id) {
    BotAccount bot = bots.get(id);
    return bot == null ? directory.user(id) : bot.user();
  }

  /// What somebody is in a chat, as `ChatMember` without its `user`.
  public ObjectNode member(long chat, long user) {
    return members.member(chat, user, bots.containsKey(user));
  }

  /// An update on its way to a bot.
  ///
  /// @return its id; none where the bot does not want the kind or its queue is full
  public OptionalInt update(BotAccount bot, UpdateKind kind, JsonNode body) {
    return whole(bot, kind, Json.object().set(kind.field(), body));
  }

  /// An update as it is given; an `update_id` of its own is kept.
  ///
  /// @return its id; none where the bot does not want the kind or its queue is full
  public OptionalInt whole(BotAccount bot, UpdateKind kind, ObjectNode update) {
    JsonNode body = update.path(kind.field());
    long chat = body.path("message").path("chat").path("id").asLong();
    bot.heard().put(chat == 0 ? body.path("chat").path("id").asLong() : chat, clock.instant());
    OptionalInt id = bot.updates().add(kind, update);
    mail.accept(bot);
    return id;
  }

  /// The time as Telegram writes it, in seconds since 1970.
  public long now() {
    return clock.instant().getEpochSecond();
  }

  public InstantSource clock() {
    return clock;
  }

  public RandomGenerator random() {
    return random;
  }

  public void tell(String type, BotAccount bot, long chat, JsonNode what) {
    watcher.happened(type, bot.id(), chat, what);
  }
}
