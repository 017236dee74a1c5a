// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.Context;
import chappe.bot.Routes;

/// `/language`: texts in the language of whoever reads them. They stand in `texts.properties` and
/// `texts_de.properties`; a language without a file reads the first.
final class Languages {
  private Languages() {}

  static void on(Routes on) {
    on.command("language", "speak another language, such as de", Languages::choose)
        .usage("LANGUAGE");
  }

  /// Without a choice the language is the one of the person's Telegram. A choice is kept in the
  /// registry, so only who has registered has one.
  private static void choose(Context context) {
    boolean registered = context.users().speaks(context.arguments().word());
    context.reply(
        registered
            ? context.localized("language.chosen", context.user().firstName())
            : context.localized("access.register"));
  }
}
