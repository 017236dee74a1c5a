// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import static chappe.bot.ChatType.GROUP;
import static chappe.bot.ChatType.SUPERGROUP;
import static chappe.bot.Filters.photo;
import static chappe.bot.Middlewares.adminOnly;
import static chappe.bot.Middlewares.alertAdmins;
import static chappe.bot.Middlewares.chatTypes;
import static chappe.bot.Middlewares.perChat;
import static chappe.bot.Middlewares.perUser;
import static chappe.bot.Middlewares.registeredOnly;
import static chappe.bot.Middlewares.retry;
import static chappe.bot.Middlewares.slowerThan;
import static chappe.bot.Middlewares.timed;
import static chappe.bot.Middlewares.timeout;

import chappe.bot.Context;
import chappe.bot.Filters;
import chappe.bot.Routes;
import chappe.bot.TimedOut;
import java.time.Duration;
import java.util.regex.Pattern;

/// What goes around handlers: who may, how often, how long; and filters, by which routes pass an
/// update on.
final class Rules {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofSeconds(5);

  void configure(Routes on) {
    on.router(this::configureCommands);
    on.message(photo().and(Filters.reply().negate()), context -> context.reply("A picture!"));
    on.edited(context -> context.reply("I saw that you have changed your mind."))
        .when(Filters.words(Pattern.compile("^I think")));
  }

  /// These stand in a router of their own, so that all of them are timed, and none runs for ever.
  private void configureCommands(Routes on) {
    on.with(timed());
    on.with(slowerThan(LONG, alertAdmins()));
    on.with(timeout(MINUTE));
    on.onError(
        (context, error) -> {
          if (!(error instanceof TimedOut)) {
            throw error;
          }
          context.reply("That took too long.");
        });
    on.command("dice", "three throws a minute", this::dice).with(perUser(3, MINUTE));
    on.command("members", "for those who have registered", context -> context.reply("Hello again."))
        .with(registeredOnly());
    on.command("admin", "for admins", context -> context.reply("Yes, admin.")).with(adminOnly());
    on.command("here", "in groups only", context -> context.reply("Hello, everybody."))
        .with(chatTypes(GROUP, SUPERGROUP))
        .with(perChat(10, MINUTE));
    on.command("lucky", "three tries a minute, all in all", this::lucky);
    on.command("twice", "fail once, then work", this::twice).with(retry(2, Duration.ofMillis(10)));
  }

  /// What a function returns can be kept, and what fails can be tried again, wherever it is called.
  private void dice(Context context) throws Exception {
    int sides = context.guard("sides").retry(3).timeout(LONG).cached(MINUTE).get(() -> 6);
    int thrown = Math.floorMod(context.idempotencyKey().hashCode(), sides) + 1;
    context.reply("🎲 " + thrown);
  }

  /// Limits of one's own, under whatever key, shared by all instances.
  private void lucky(Context context) {
    boolean allowed = context.limit("lucky").allow(3, MINUTE);
    context.reply(allowed ? "You are lucky." : "Somebody else was lucky.");
  }

  /// What was sent before a failure never leaves.
  private void twice(Context context) {
    context.reply("It works.");
    var key = "twice:" + context.idempotencyKey();
    if (context.cache().get(key, Boolean.class).isEmpty()) {
      context.cache().put(key, true, MINUTE);
      throw new IllegalStateException("the first time always fails");
    }
  }
}
