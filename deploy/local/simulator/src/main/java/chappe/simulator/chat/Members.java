// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Who is what in which chat. In a chat that nobody set up, everybody is a member and bots are
/// administrators; in one that was set up, whoever did not come is not there. A private chat has
/// the bot as its member, `kicked` where the person has blocked it. Thread-safe; what goes in or
/// out is a copy.
public final class Members {
  private static final Set<String> ABSENT = Set.of("left", "kicked");

  private final Map<Long, Map<Long, ObjectNode>> chats = new ConcurrentHashMap<>();
  private final Set<Long> setUp = ConcurrentHashMap.newKeySet();
  private final Set<Long> deactivated = ConcurrentHashMap.newKeySet();

  /// From now on only those are in the chat who come.
  public void setUp(long chat) {
    setUp.add(chat);
  }

  /// What somebody is in a chat: `status`, and what belongs to it.
  ///
  /// @param bot whether it is a bot
  public ObjectNode member(long chat, long user, boolean bot) {
    ObjectNode known = chats.getOrDefault(chat, Map.of()).get(user);
    if (known != null) {
      return known.deepCopy();
    }
    if (setUp.contains(chat)) {
      return Json.object().put("status", "left");
    }
    return Json.object().put("status", bot && chat < 0 ? "administrator" : "member");
  }

  public void put(long chat, long user, ObjectNode member) {
    chats.computeIfAbsent(chat, _ -> new ConcurrentHashMap<>()).put(user, member.deepCopy());
  }

  /// Everybody who is known to be in a chat, by number.
  public List<Long> present(long chat) {
    return chats.getOrDefault(chat, Map.of()).entrySet().stream()
        .filter(entry -> present(entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /// Whether somebody with this status is in the chat.
  public static boolean present(ObjectNode member) {
    String status = member.path("status").asText();
    return status.equals("restricted")
        ? member.path("is_member").asBoolean(true)
        : !ABSENT.contains(status);
  }

  /// A person's account is deleted, or back again.
  public void deactivate(long user, boolean gone) {
    if (gone) {
      deactivated.add(user);
    } else {
      deactivated.remove(user);
    }
  }

  public boolean deactivated(long user) {
    return deactivated.contains(user);
  }

  /// Takes everybody from one chat into another.
  void move(long from, long to) {
    chats.getOrDefault(from, Map.of()).forEach((user, member) -> put(to, user, member));
    if (setUp.contains(from)) {
      setUp.add(to);
    }
  }
}
