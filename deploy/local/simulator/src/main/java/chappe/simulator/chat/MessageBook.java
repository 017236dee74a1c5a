// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The latest messages that one bot can see, by chat. Message numbers rise by one over all its
/// private chats and groups together, and per supergroup. Thread-safe; what goes in or out is a
/// copy.
public final class MessageBook {
  private static final int MAX_PER_CHAT = 200;
  private static final int MAX_CHATS_LISTED = 200;

  private final int maxMessages;
  private final Map<Long, SequencedMap<Integer, ObjectNode>> chats = new HashMap<>();
  private final Map<Long, Integer> lastNumbers = new HashMap<>();
  private final Deque<Place> oldest = new ArrayDeque<>();

  MessageBook(int maxMessages) {
    this.maxMessages = maxMessages;
  }

  /// The next message number of a chat.
  public synchronized int number(long chat) {
    return lastNumbers.merge(Directory.supergroup(chat) ? chat : 0L, 1, Integer::sum);
  }

  /// Keeps a message that has its chat and number; one with the same number is replaced.
  public synchronized void put(long chat, ObjectNode message) {
    int number = message.path("message_id").asInt();
    SequencedMap<Integer, ObjectNode> book =
        chats.computeIfAbsent(chat, _ -> new LinkedHashMap<>());
    if (book.put(number, message.deepCopy()) == null) {
      oldest.add(new Place(chat, number));
      if (book.size() > MAX_PER_CHAT) {
        book.pollFirstEntry();
      }
    }
    lastNumbers.merge(Directory.supergroup(chat) ? chat : 0L, number, Math::max);
    while (oldest.size() > maxMessages) {
      Place place = oldest.remove();
      remove(place.chat(), place.message());
    }
  }

  public synchronized Optional<ObjectNode> find(long chat, int number) {
    SequencedMap<Integer, ObjectNode> book = chats.get(chat);
    return book == null
        ? Optional.empty()
        : Optional.ofNullable(book.get(number)).map(ObjectNode::deepCopy);
  }

  /// Whether there was such a message.
  public synchronized boolean remove(long chat, int number) {
    SequencedMap<Integer, ObjectNode> book = chats.get(chat);
    if (book == null || book.remove(number) == null) {
      return false;
    }
    if (book.isEmpty()) {
      chats.remove(chat);
    }
    return true;
  }

  /// The kept messages of a chat, oldest first.
  public synchronized List<ObjectNode> messages(long chat) {
    SequencedMap<Integer, ObjectNode> book = chats.get(chat);
    return book == null ? List.of() : book.values().stream().map(ObjectNode::deepCopy).toList();
  }

  /// The newest message of a chat.
  public synchronized Optional<ObjectNode> latest(long chat) {
    SequencedMap<Integer, ObjectNode> book = chats.get(chat);
    return book == null || book.isEmpty()
        ? Optional.empty()
        : Optional.of(book.lastEntry().getValue().deepCopy());
  }

  /// Chats with messages, the first 200 of them.
  public synchronized List<Long> chats() {
    return new ArrayList<>(chats.keySet().stream().limit(MAX_CHATS_LISTED).toList());
  }
}
