// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Keys in place of the person's own keyboard; what is pressed comes back as a text. It stays until
/// it is replaced or taken away.
///
/// ```java
/// context.reply("Small or large?").keyboard(ReplyKeyboard.of().key("small").key("large").once());
/// ```
///
/// In the making it can be changed, by one thread.
public final class ReplyKeyboard implements Keyboard {
  private final ObjectNode options;
  private final List<List<ObjectNode>> rows = new ArrayList<>();

  private ReplyKeyboard(ObjectNode options) {
    this.options = options;
  }

  /// Keys as high as they need.
  public static ReplyKeyboard of() {
    return new ReplyKeyboard(Json.object().put("resize_keyboard", true));
  }

  /// Takes the keys away.
  public static ReplyKeyboard remove() {
    return new ReplyKeyboard(Json.object().put("remove_keyboard", true));
  }

  /// Lets the person's answer be a reply to this message, which a bot in a group gets to see.
  public static ReplyKeyboard forceReply() {
    return new ReplyKeyboard(Json.object().put("force_reply", true));
  }

  /// Begins another row; nothing happens where this one is empty.
  ///
  /// @return this
  public ReplyKeyboard row() {
    if (rows.isEmpty() || !rows.getLast().isEmpty()) {
      rows.add(new ArrayList<>());
    }
    return this;
  }

  /// A key that writes its label.
  ///
  /// @return this
  public ReplyKeyboard key(String label) {
    return key(label, Json.object());
  }

  /// A key that sends the person's phone number, in private chats.
  ///
  /// @return this
  public ReplyKeyboard contact(String label) {
    return key(label, Json.object().put("request_contact", true));
  }

  /// A key that sends where the person is, in private chats.
  ///
  /// @return this
  public ReplyKeyboard location(String label) {
    return key(label, Json.object().put("request_location", true));
  }

  /// Any key of the Bot API.
  ///
  /// @param fields of `KeyboardButton` beside `text`
  /// @return this
  public ReplyKeyboard key(String label, ObjectNode fields) {
    if (label.isBlank()) {
      throw new IllegalArgumentException("a key needs a label");
    }
    if (options.has("remove_keyboard") || options.has("force_reply")) {
      throw new IllegalStateException("this keyboard has no keys");
    }
    if (rows.isEmpty()) {
      row();
    }
    ObjectNode key = Json.object().put("text", label);
    key.setAll(fields);
    rows.getLast().add(key);
    return this;
  }

  /// Goes away when a key was pressed.
  ///
  /// @return this
  public ReplyKeyboard once() {
    options.put("one_time_keyboard", true);
    return this;
  }

  /// Is there for the one alone who wrote.
  ///
  /// @return this
  public ReplyKeyboard selective() {
    options.put("selective", true);
    return this;
  }

  /// What stands where the person writes.
  ///
  /// @param text 1 to 64 characters
  /// @return this
  public ReplyKeyboard placeholder(String text) {
    options.put("input_field_placeholder", text);
    return this;
  }

  @Override
  public JsonNode json() {
    var json = options.deepCopy();
    if (options.has("resize_keyboard")) {
      var all = json.putArray("keyboard");
      rows.stream().filter(it -> !it.isEmpty()).forEach(row -> row.forEach(all.addArray()::add));
    }
    return json;
  }
}
