// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import chappe.common.json.Json;
import chappe.simulator.pay.Till;
import chappe.simulator.update.BotUpdates;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// One bot: who it is, its updates, its messages and what it has set. It is known by its id; its
/// token is kept nowhere. Thread-safe.
public final class BotAccount {
  private static final int MAX_MESSAGES = 20_000;

  private final long id;
  private final BotUpdates updates;
  private final MessageBook messages = new MessageBook(MAX_MESSAGES);
  private final OpenQueries queries;
  private final InlineBook inline = new InlineBook();
  private final Reactions reactions = new Reactions();
  private final Polls polls = new Polls();
  private final Till till = new Till();
  private final Map<Long, JsonNode> keyboards = Bounded.map(MAX_MESSAGES);
  private final Map<Long, Instant> heard = Bounded.map(MAX_MESSAGES);
  private final Map<String, JsonNode> memory = new ConcurrentHashMap<>();

  BotAccount(long id, InstantSource clock, RandomGenerator random) {
    this.id = id;
    this.updates = new BotUpdates(clock, random);
    this.queries = new OpenQueries(clock, random);
  }

  public long id() {
    return id;
  }

  public String username() {
    return "bot" + id + "_bot";
  }

  /// The bot as `User`, the way messages show it.
  public ObjectNode user() {
    return Json.object()
        .put("id", id)
        .put("is_bot", true)
        .put("first_name", memory.getOrDefault("name", Json.tree("Bot " + id)).asText())
        .put("username", username());
  }

  public BotUpdates updates() {
    return updates;
  }

  public MessageBook messages() {
    return messages;
  }

  public OpenQueries queries() {
    return queries;
  }

  public InlineBook inline() {
    return inline;
  }

  public Reactions reactions() {
    return reactions;
  }

  public Polls polls() {
    return polls;
  }

  /// What the bot sells.
  public Till till() {
    return till;
  }

  /// The reply keyboard that a chat shows, by chat; none where there is none.
  public Map<Long, JsonNode> keyboards() {
    return keyboards;
  }

  /// When somebody last did something in a chat, by chat.
  public Map<Long, Instant> heard() {
    return heard;
  }

  /// What the bot has set of itself, commands and names, by a name of the setter's choice.
  public Map<String, JsonNode> memory() {
    return memory;
  }
}
