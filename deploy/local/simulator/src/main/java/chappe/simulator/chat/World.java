// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
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

  public World(InstantSource clock, RandomGenerator random, Watcher watcher) {
    this.clock = clock;
    this.random = random;
    this.watcher = watcher;
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
