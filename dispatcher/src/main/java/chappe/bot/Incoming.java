// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// What an update says before any handler is chosen: all that a [Filter] may look at. Read from the
/// raw JSON, so that nothing in it can fail. Immutable and thread-safe; never blocks.
public interface Incoming {
  /// The update's kind by Telegram's name (see [Kind]); empty where the update has none.
  String kind();

  /// What stands under that name, such as the message itself. Not to be changed.
  JsonNode payload();

  /// The text of a message; empty where there is none.
  String text();

  /// The data of the button that was pressed, as they were given to it; empty where none was.
  String data();

  /// The chat that the update belongs to.
  Optional<Chat> chat();

  /// The user whom the update comes from.
  Optional<User> user();
}
