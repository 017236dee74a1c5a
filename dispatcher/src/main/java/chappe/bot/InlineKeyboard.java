// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/// Buttons below a message, row by row.
///
/// ```java
/// context.reply("Pick one:").keyboard(
///     InlineKeyboard.of().button("One", "pick:1").button("Two", "pick:2").row().url("Help", site));
/// ```
///
/// In the making it can be changed, by one thread.
public final class InlineKeyboard implements Keyboard {
  private static final String BACK = "‹";
  private static final String ON = "›";

  private final List<List<ObjectNode>> rows = new ArrayList<>();

  private InlineKeyboard() {}

  /// An empty one: put below a message that has buttons, it takes them away.
  public static InlineKeyboard of() {
    return new InlineKeyboard();
  }

  /// One page of a long list, a row for each entry, and below them a row to turn the pages, where
  /// there is more than one.
  ///
  /// @param all entries
  /// @param page from 0; one beyond the end is the last
  /// @param size entries of a page, at least 1
  /// @param entry adds the buttons of an entry to its row
  /// @param turn data of a button that leads to a page
  public static <T> InlineKeyboard page(
      List<T> all,
      int page,
      int size,
      BiConsumer<InlineKeyboard, T> entry,
      IntFunction<String> turn) {
    if (size < 1 || page < 0) {
      throw new IllegalArgumentException("pages have at least one entry, and count from 0");
    }
    int pages = Math.max(1, Math.ceilDiv(all.size(), size));
    int shown = Math.min(page, pages - 1);
    var keyboard = of();
    for (T each : all.subList(shown * size, Math.min(all.size(), (shown + 1) * size))) {
      entry.accept(keyboard.row(), each);
    }
    if (pages > 1) {
      keyboard
          .row()
          .button(BACK, turn.apply(Math.floorMod(shown - 1, pages)))
          .button((shown + 1) + "/" + pages, turn.apply(shown))
          .button(ON, turn.apply((shown + 1) % pages));
    }
    return keyboard;
  }

  /// Begins another row; nothing happens where this one is empty.
  ///
  /// @return this
  public InlineKeyboard row() {
    if (rows.isEmpty() || !rows.getLast().isEmpty()) {
      rows.add(new ArrayList<>());
    }
    return this;
  }

  /// A button that comes back as a press: see [Routes#callback(String, Handler)].
  ///
  /// @param data up to 64 KiB
  /// @return this
  public InlineKeyboard button(String label, String data) {
    return add(label, "callback_data", data);
  }

  /// A button that opens an address.
  ///
  /// @return this
  public InlineKeyboard url(String label, String address) {
    return add(label, "url", address);
  }

  /// A button that opens a Mini App.
  ///
  /// @return this
  public InlineKeyboard webApp(String label, String address) {
    return add(label, Json.object().set("web_app", Json.object().put("url", address)));
  }

  /// A button that lets the person choose a chat and types an inline query there.
  ///
  /// @return this
  public InlineKeyboard inline(String label, String query) {
    return add(label, "switch_inline_query", query);
  }

  /// A button that copies a text.
  ///
  /// @return this
  public InlineKeyboard copy(String label, String text) {
    return add(label, Json.object().set("copy_text", Json.object().put("text", text)));
  }

  /// Any button of the Bot API.
  ///
  /// @param fields of `InlineKeyboardButton` beside `text`
  /// @return this
  public InlineKeyboard add(String label, ObjectNode fields) {
    if (label.isBlank()) {
      throw new IllegalArgumentException("a button needs a label");
    }
    if (rows.isEmpty()) {
      row();
    }
    ObjectNode button = Json.object().put("text", label);
    button.setAll(fields);
    rows.getLast().add(button);
    return this;
  }

  private InlineKeyboard add(String label, String field, String value) {
    return add(label, Json.object().put(field, value));
  }

  @Override
  public JsonNode json() {
    var json = Json.object();
    var all = json.putArray("inline_keyboard");
    rows.stream().filter(it -> !it.isEmpty()).forEach(row -> row.forEach(all.addArray()::add));
    return json.deepCopy();
  }
}
