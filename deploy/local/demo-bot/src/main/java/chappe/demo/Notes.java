// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.BotServices;
import chappe.bot.Context;
import chappe.bot.Routes;
import chappe.common.settings.Setting;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// `/note` and `/notes`: a table and a setting of the bot's own. The table is made by `chappe
/// migrate` from `db/migration` in the bot's jar; a setting that is wrong stops the start, in one
/// report with all others.
final class Notes {
  /// What the bot wants to be told.
  ///
  /// @param most notes of one chat that are listed
  record Limits(
      @Setting(name = "DEMO_NOTES", fallback = "10", doc = "notes that /notes lists")
          @Min(1)
          @Max(100)
          int most) {}

  private static final String KEEP =
      """
      insert into notes (id, chat, text) values (?, ?, ?) on conflict (id) do nothing
      """;

  private static final String LIST =
      """
      select text from notes where chat = ? order by kept_at desc, id desc limit ?
      """;

  private final BotServices services;
  private final Limits limits;

  Notes(BotServices services) {
    this.services = services;
    this.limits = services.settings(Limits.class);
  }

  void on(Routes on) {
    on.command("note", "keep TEXT in a table", this::keep).usage("TEXT");
    on.command("notes", "list what was kept", this::list);
  }

  /// A handler may be called twice, and a table of its own does not know that: the update's key
  /// makes one row of both.
  private void keep(Context context) {
    var text = context.arguments().rest();
    services
        .jdbi()
        .useHandle(it -> it.execute(KEEP, context.idempotencyKey(), context.chat().id(), text));
    context.reply("Kept.");
  }

  private void list(Context context) {
    var notes =
        services
            .jdbi()
            .withHandle(
                it ->
                    it.select(LIST, context.chat().id(), limits.most()).mapTo(String.class).list());
    context.reply(
        notes.isEmpty() ? "Nothing yet. /note keeps something." : String.join("\n", notes));
  }
}
