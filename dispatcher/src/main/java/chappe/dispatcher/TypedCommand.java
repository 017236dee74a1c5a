// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// A command as a person typed it at the start of a text: `/name`, `/name@bot`, both with
/// arguments. Immutable.
///
/// @param name in lower case, without the slash
/// @param addressee the username of the bot it names, as typed; empty where it names none
/// @param arguments what follows, without the blanks before it
record TypedCommand(String name, String addressee, String arguments) {
  private static final Pattern WORD = Pattern.compile("/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?");

  /// The command in a text, where Telegram has marked none: the whole first word must be one.
  static Optional<TypedCommand> in(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return in(text, end);
  }

  /// The command in a text that Telegram has marked.
  ///
  /// @param length of the `bot_command` entity at the start, in UTF-16 units as in a Java string
  static Optional<TypedCommand> in(String text, int length) {
    if (length < 0 || length > text.length()) {
      return Optional.empty();
    }
    var word = WORD.matcher(text).region(0, length);
    if (!word.matches()) {
      return Optional.empty();
    }
    var addressee = word.group(2);
    return Optional.of(
        new TypedCommand(
            word.group(1).toLowerCase(Locale.ROOT),
            addressee == null ? "" : addressee,
            text.substring(length).stripLeading()));
  }

  /// Whether the command is for the bot of that username.
  ///
  /// @param username asked for only where the command names a bot; empty: not known, so that the
  ///   command counts as its own
  boolean addresses(Supplier<String> username) {
    if (addressee.isEmpty()) {
      return true;
    }
    var own = username.get();
    return own.isEmpty() || addressee.equalsIgnoreCase(own);
  }
}
