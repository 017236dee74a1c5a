// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.BadArguments;
import chappe.bot.Context;
import chappe.bot.Routes;
import com.pengrad.telegrambot.request.GetChatMember;

/// What the bot has to ask Telegram before it can answer. A question changes nothing, so it is
/// asked at once, and asked again where it fails on the way; what *changes* something is sent.
final class AskingTelegram {
  private AskingTelegram() {}

  static void on(Routes on) {
    on.command("member", "tell what you are in this chat", AskingTelegram::member);
    on.command("size", "in reply to a file: tell how large it is", AskingTelegram::size);
  }

  /// Any question of the Bot API that the type library has, with its typed answer.
  private static void member(Context context) throws InterruptedException {
    var question = new GetChatMember(context.chat().id(), context.user().id());
    var member = context.api().call(question).chatMember();
    context.reply("In this chat you are: " + member.status());
  }

  /// Updates carry the id of a file; its bytes are fetched only where somebody wants them.
  private static void size(Context context) throws InterruptedException {
    var file = context.json().at("/message/reply_to_message/document/file_id").asText();
    if (file.isEmpty()) {
      throw new BadArguments("reply to a file with it");
    }
    context.reply("It has %d bytes.".formatted(context.api().download(file).length));
  }
}
