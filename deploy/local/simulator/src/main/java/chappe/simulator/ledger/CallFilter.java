// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.ledger;

import java.util.Locale;

/// Which calls of the ledger are wanted. Immutable; made by narrowing [#ALL].
///
/// @param bot the caller's id, 0 for any
/// @param method the method's name in any case, empty for any
/// @param chat the chat's id, empty for any
/// @param after only calls with a greater number
public record CallFilter(long bot, String method, String chat, long after) {
  public static final CallFilter ALL = new CallFilter(0, "", "", 0);

  /// Calls of one method.
  public static CallFilter method(String method) {
    return new CallFilter(0, method, "", 0);
  }

  public CallFilter bot(long wanted) {
    return new CallFilter(wanted, method, chat, after);
  }

  public CallFilter chat(long wanted) {
    return new CallFilter(bot, method, Long.toString(wanted), after);
  }

  public CallFilter after(long number) {
    return new CallFilter(bot, method, chat, number);
  }

  boolean accepts(Entry entry) {
    return (bot == 0 || bot == entry.bot())
        && (chat.isEmpty() || chat.equals(entry.chat()))
        && (method.isEmpty()
            || method.equals(entry.method())
            || method.toLowerCase(Locale.ROOT).equals(entry.method().toLowerCase(Locale.ROOT)));
  }
}
