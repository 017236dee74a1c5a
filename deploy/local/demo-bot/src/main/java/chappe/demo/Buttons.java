// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.Context;
import chappe.bot.Routes;
import com.pengrad.telegrambot.model.request.InlineKeyboardButton;
import com.pengrad.telegrambot.model.request.InlineKeyboardMarkup;
import com.pengrad.telegrambot.request.SendMessage;
import java.time.Duration;

/// Buttons: what they stand for is found again by its form, whatever its length, and a person sees
/// at once that something is being done.
final class Buttons {
  private static final Duration STEP = Duration.ofSeconds(1);

  /// A part of the bot. What it says in its own words when it fails for good, nobody else does.
  void configure(Routes on) {
    on.command("buttons", "show some buttons", this::show);
    on.callback("pick:{number:number}:{note}", this::pick);
    on.callback("work", this::work);
    on.callback(context -> context.answer("This button means nothing any more."));
    on.apology("Something went wrong with that button.");
  }

  /// The second button has far more data than the 64 bytes that Telegram carries.
  private void show(Context context) {
    context.send(
        new SendMessage(context.chat().id(), "Pick one:")
            .replyMarkup(
                new InlineKeyboardMarkup(
                    button("One", "pick:1:short"),
                    button("Two", "pick:2:" + "a long story, ".repeat(10) + "the end"),
                    button("Work", "work"))));
  }

  /// Places of the pattern are read by their names; a number is one before the handler is called.
  private void pick(Context context) {
    long number = context.parameters().number("number");
    context.answer("You picked " + number);
    context.reply(number + ": " + context.parameters().text("note"));
  }

  /// Progress leaves at once. Where the whole takes over three seconds, the button's spinner is
  /// stopped by the line meanwhile.
  private void work(Context context) throws InterruptedException {
    context.typing();
    for (int step = 1; step <= 2; step++) {
      context.progress("Working: step " + step + " of 2");
      context.pause(STEP);
    }
    context.answer("Done");
    context.reply("Work is done.");
  }

  private static InlineKeyboardButton button(String label, String data) {
    return new InlineKeyboardButton(label).callbackData(data);
  }
}
