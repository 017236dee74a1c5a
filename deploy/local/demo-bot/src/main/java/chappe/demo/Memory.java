// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.Context;
import chappe.bot.Routes;

/// `/motto` and `/forgetme`: what is remembered of a person in all chats, and how it is erased.
final class Memory {
  private Memory() {}

  static void on(Routes on) {
    on.command("motto", "your motto in all chats, or a new one", Memory::motto);
    on.command("forgetme", "erase all that I know of you", Memory::forget);
  }

  /// What is personal belongs to the person's private chat. Said in a group, it gets there a moment
  /// later.
  private static void motto(Context context) {
    var arguments = context.arguments();
    if (arguments.hasMore()) {
      context.personal().put("motto", arguments.rest());
    }
    context.reply(context.personal().get("motto", String.class).orElse("You have none yet."));
  }

  /// Not only here: in every chat, and in the registry.
  private static void forget(Context context) {
    context.users().forget();
    context.reply("I am forgetting you.");
  }
}
