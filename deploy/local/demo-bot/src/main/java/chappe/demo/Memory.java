// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.Context;
import chappe.bot.Routes;
import java.util.List;
import java.util.stream.Stream;

/// `/motto` and `/forgetme`: what is remembered of a person in all chats, and how it is erased.
final class Memory {
  private Memory() {}

  static void on(Routes on) {
    on.command("motto", "your motto in all chats, or a new one", Memory::motto);
    on.command("cart", "what is in your cart here, or ITEM into it", Memory::cart).usage("[ITEM]");
    on.command("me", "what I know of you", Memory::me);
    on.command("forgetme", "erase all that I know of you", Memory::forget);
  }

  /// What a bot remembers may be a record of its own.
  record Cart(List<String> items) {
    Cart with(String item) {
      return new Cart(Stream.concat(items.stream(), Stream.of(item)).toList());
    }
  }

  /// Each person in a group has a cart of their own there.
  private static void cart(Context context) {
    var arguments = context.arguments();
    var cart = context.userSession(Cart.class);
    if (arguments.hasMore()) {
      var item = arguments.rest();
      cart.change(new Cart(List.of()), it -> it.with(item));
    }
    context.reply(
        cart.value().map(it -> String.join(", ", it.items())).orElse("Your cart is empty."));
  }

  private static void me(Context context) {
    context.reply(
        context
            .users()
            .current()
            .map(it -> "You are %s, %s.".formatted(it.firstName(), context.users().role()))
            .orElse("We have not met. Say /start."));
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
