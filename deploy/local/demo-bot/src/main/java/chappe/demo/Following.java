// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.Context;
import chappe.bot.Routes;
import chappe.common.record.Event;
import com.pengrad.telegrambot.model.request.InputMediaDocument;
import com.pengrad.telegrambot.request.EditMessageText;
import com.pengrad.telegrambot.request.SendDocument;
import com.pengrad.telegrambot.request.SendMediaGroup;
import java.nio.charset.StandardCharsets;

/// What is sent beside texts, and what comes after it was sent. A message gets its number from
/// Telegram long after the handler has ended, so what is to be done with it goes into a handler of
/// its own, which is called whatever has crashed meanwhile.
final class Following {
  private Following() {}

  static void on(Routes on) {
    on.command("post", "post TEXT, then number it", Following::post).usage("TEXT");
    on.result("posted", Following::posted);
    on.command("file", "send TEXT as a file", Following::file).usage("TEXT");
    on.command("album", "send two files as one album", Following::album);
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

  /// The bytes of a file wait in the database until they are sent; a file that Telegram has already
  /// goes by its id, one on the web by its address.
  private static void file(Context context) {
    var text = context.arguments().rest().getBytes(StandardCharsets.UTF_8);
    context.send(
        new SendDocument(context.chat().id(), text).fileName("note.txt").contentType("text/plain"));
  }

  /// Telegram shows up to ten media as one.
  private static void album(Context context) {
    context.send(
        new SendMediaGroup(
            context.chat().id(),
            new InputMediaDocument(new byte[] {'1'}).fileName("one.txt"),
            new InputMediaDocument(new byte[] {'2'}).fileName("two.txt").caption("two of two")));
  }
}
