// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.Context;
import chappe.bot.Routes;
import chappe.common.record.Event;
import com.pengrad.telegrambot.request.EditMessageText;

/// What comes after something was sent. A message gets its number from Telegram long after the
/// handler has ended, so what is to be done with it goes into a handler of its own, which is called
/// whatever has crashed meanwhile.
final class Following {
  private Following() {}

  static void on(Routes on) {
    on.command("post", "post TEXT, then number it", Following::post).usage("TEXT");
    on.result("posted", Following::posted);
  }

  /// What is to be remembered until then goes with it.
  private static void post(Context context) {
    var text = context.arguments().rest();
    context.reply(text).onResult("posted", text);
  }

  /// The message is edited in place, so nobody is told twice.
  private static void posted(Context context, Event.DeliveryResult posted) {
    var message = posted.result().messageId();
    if (message != null) {
      var text = posted.data().asText() + " (message " + message + ")";
      context.send(new EditMessageText(context.chat().id(), message.intValue(), text));
    }
  }
}
