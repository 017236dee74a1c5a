// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.update;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an update belongs to, found in the object of its kind. One order of preference serves all
/// kinds, known and unknown: its chat, its message's chat (a callback), the user it is from
/// (`from`, or `user` in answers to polls and business connections), the chat that voted in a
/// user's place; a poll's own id for polls.
final class Owner {
  private static final int LONGEST_POLL = 64;

  private Owner() {}

  /// Reads the object that the parser stands at, to its end.
  static Optional<String> of(JsonParser parser, String kind) throws IOException {
    return kind.equals("poll") ? poll(parser) : chatOrUser(parser);
  }

  private static Optional<String> chatOrUser(JsonParser parser) throws IOException {
    @Nullable Long chat = null;
    @Nullable Long messageChat = null;
    @Nullable Long from = null;
    @Nullable Long user = null;
    @Nullable Long voterChat = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "chat" -> chat = idOf(parser);
        case "message" -> messageChat = chatOf(parser);
        case "from" -> from = idOf(parser);
        case "user" -> user = idOf(parser);
        case "voter_chat" -> voterChat = idOf(parser);
        default -> parser.skipChildren();
      }
    }
    return first(chat, messageChat, from, user, voterChat);
  }

  private static Optional<String> poll(JsonParser parser) throws IOException {
    Optional<String> id = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      if (name.equals("id") && value == JsonToken.VALUE_STRING) {
        id = Optional.of(parser.getText()).filter(Owner::isPollId);
      }
      parser.skipChildren();
    }
    return id;
  }

  private static @Nullable Long chatOf(JsonParser parser) throws IOException {
    @Nullable Long chat = null;
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        parser.nextToken();
        if (name.equals("chat")) {
          chat = idOf(parser);
        } else {
          parser.skipChildren();
        }
      }
    } else {
      parser.skipChildren();
    }
    return chat;
  }

  private static @Nullable Long idOf(JsonParser parser) throws IOException {
    @Nullable Long id = null;
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        parser.nextToken();
        if (name.equals("id")) {
          id = UpdateScanner.wholeNumber(parser).orElse(null);
        }
        parser.skipChildren();
      }
    } else {
      parser.skipChildren();
    }
    return id;
  }

  private static Optional<String> first(@Nullable Long... candidates) {
    for (var candidate : candidates) {
      if (candidate != null) {
        return Optional.of(candidate.toString());
      }
    }
    return Optional.empty();
  }

  /// A poll's id is made of digits today; a key and a log line must stay one word whatever it is.
  private static boolean isPollId(String id) {
    return !id.isEmpty()
        && id.length() <= LONGEST_POLL
        && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
