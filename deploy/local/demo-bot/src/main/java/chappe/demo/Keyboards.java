// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.ButtonType;
import chappe.bot.Context;
import chappe.bot.InlineKeyboard;
import chappe.bot.ReplyKeyboard;
import chappe.bot.Routes;
import java.util.List;
import java.util.stream.IntStream;

/// Keyboards: buttons whose data are records, long lists in pages that are turned in place, and
/// keys in place of the person's own.
final class Keyboards {
  private static final int PAGE = 4;
  private static final List<String> TEAS =
      IntStream.rangeClosed(1, 10).mapToObj(it -> "Tea no. " + it).toList();

  /// What a button means. Data of any length will do; here they are short.
  record Tea(int number) {}

  record Page(int number) {}

  private static final ButtonType<Tea> TEA = ButtonType.of("tea", Tea.class);
  private static final ButtonType<Page> PAGES = ButtonType.of("teas", Page.class);

  private Keyboards() {}

  static void on(Routes on) {
    on.command("menu", "choose a tea from a long list", Keyboards::menu);
    on.callback(PAGES, Keyboards::turn);
    on.callback(TEA, Keyboards::choose);
    on.command("keys", "show keys in place of your keyboard", Keyboards::keys);
    on.command("nokeys", "take the keys away", Keyboards::noKeys);
  }

  private static void menu(Context context) {
    context.reply("Which tea?").keyboard(page(0));
  }

  /// The message itself changes, so the chat does not fill with lists.
  private static void turn(Context context, Page page) {
    context.answer("");
    context.edit("Which tea?").keyboard(page(page.number()));
  }

  private static void choose(Context context, Tea tea) {
    context.answer("A good choice");
    context.edit(TEAS.get(tea.number()) + " it is. 🍵");
  }

  private static InlineKeyboard page(int number) {
    return InlineKeyboard.page(
        IntStream.range(0, TEAS.size()).boxed().toList(),
        number,
        PAGE,
        (row, tea) -> row.button(TEAS.get(tea), TEA.data(new Tea(tea))),
        page -> PAGES.data(new Page(page)));
  }

  /// What is pressed comes back as a text, such as a command.
  private static void keys(Context context) {
    context
        .reply("Here you are.")
        .keyboard(
            ReplyKeyboard.of()
                .key("/menu")
                .key("/count")
                .row()
                .contact("My phone number")
                .placeholder("What next?"));
  }

  private static void noKeys(Context context) {
    context.reply("Gone.").keyboard(ReplyKeyboard.remove());
  }
}
