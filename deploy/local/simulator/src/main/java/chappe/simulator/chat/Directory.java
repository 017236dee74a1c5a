// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// The people and chats of the simulated Telegram. Every number is one: those that nobody described
/// get a plausible name, so nothing has to be set up, and only the described ones take memory.
/// Thread-safe.
public final class Directory {
  private static final long FIRST_SUPERGROUP = -1_000_000_000_000L;

  private final Map<Long, ObjectNode> users = new ConcurrentHashMap<>();
  private final Map<Long, ObjectNode> chats = new ConcurrentHashMap<>();
  private final Map<String, Long> names = new ConcurrentHashMap<>();
  private final Map<Long, Long> moved = new ConcurrentHashMap<>();

  /// Describes a person: fields of Telegram's `User`; what is left out keeps its value.
  public void describeUser(long id, JsonNode fields) {
    ObjectNode user = user(id);
    fields.propertyStream().forEach(field -> user.set(field.getKey(), field.getValue()));
    users.put(id, user.put("id", id));
    remember(id, user);
  }

  /// Describes a chat: fields of Telegram's `Chat`; what is left out keeps its value.
  public void describeChat(long id, JsonNode fields) {
    ObjectNode chat = chat(id);
    fields.propertyStream().forEach(field -> chat.set(field.getKey(), field.getValue()));
    chats.put(id, chat.put("id", id));
    remember(id, chat);
  }

  /// A person as `User`; a copy.
  public ObjectNode user(long id) {
    ObjectNode known = users.get(id);
    return known != null
        ? known.deepCopy()
        : Json.object()
            .put("id", id)
            .put("is_bot", false)
            .put("first_name", "User " + id)
            .put("username", "user" + id)
            .put("language_code", "en");
  }

  /// A chat as `Chat`; a copy. A positive id is a private chat with the person of that id.
  public ObjectNode chat(long id) {
    ObjectNode known = chats.get(id);
    if (known != null) {
      return known.deepCopy();
    }
    ObjectNode chat = Json.object().put("id", id);
    if (id > 0) {
      ObjectNode user = user(id);
      user.retain("first_name", "last_name", "username");
      chat.setAll(user);
      return chat.put("type", "private");
    }
    return chat.put("title", "Group " + -id).put("type", supergroup(id) ? "supergroup" : "group");
  }

  /// Whether a chat is a channel.
  public boolean channel(long id) {
    ObjectNode known = chats.get(id);
    return known != null && known.path("type").asText().equals("channel");
  }

  /// The chat that a caller means: a number, or the `@name` of a described one.
  public OptionalLong find(String chat) {
    if (chat.startsWith("@")) {
      Long id = names.get(chat.substring(1).toLowerCase(Locale.ROOT));
      return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }
    try {
      long id = Long.parseLong(chat.strip());
      return id == 0 ? OptionalLong.empty() : OptionalLong.of(id);
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  /// A group has become a supergroup.
  void move(long group, long supergroup) {
    moved.put(group, supergroup);
  }

  /// The supergroup that a group has become.
  public OptionalLong moved(long group) {
    Long supergroup = moved.get(group);
    return supergroup == null ? OptionalLong.empty() : OptionalLong.of(supergroup);
  }

  /// Whether a chat counts its messages by itself, as supergroups and channels do.
  static boolean supergroup(long chat) {
    return chat < FIRST_SUPERGROUP;
  }

  private void remember(long id, ObjectNode described) {
    String name = described.path("username").asText();
    if (!name.isEmpty()) {
      names.put(name.toLowerCase(Locale.ROOT), id);
    }
  }
}
