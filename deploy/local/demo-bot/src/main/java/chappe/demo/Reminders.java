// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.Context;
import chappe.bot.Routes;
import chappe.common.record.Event;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;

/// What happens later. A job survives restarts and fires once; whoever handles it is a handler like
/// any other, called in its chat's turn.
final class Reminders {
  /// The handler of what `/remind` and `/every` have set.
  private static final String REMINDER = "reminder";

  private static final String SUMMARY = "summary";
  private static final long LONGEST = Duration.ofDays(366).toSeconds();

  private Reminders() {}

  static void on(Routes on) {
    on.command("remind", "remind you of TEXT after SECONDS", Reminders::remind)
        .usage("SECONDS TEXT");
    on.command("every", "remind you of TEXT every so many SECONDS", Reminders::every)
        .usage("SECONDS TEXT");
    on.command("cancel", "cancel all reminders", it -> it.schedule().list("cancelling"));
    on.command("daily", "sum up every day at nine", Reminders::daily);
    on.command("vanish", "a message that deletes itself after 5 minutes", Reminders::vanish);
    on.job(REMINDER, (context, due) -> context.reply("⏰ " + due.data().asText()));
    on.job(SUMMARY, Reminders::summary);
    on.jobResult("cancelling", Reminders::cancel);
  }

  /// Without an id a job has one of its own, so several may be set.
  private static void remind(Context context) {
    var arguments = context.arguments();
    var after = Duration.ofSeconds(arguments.number(0, LONGEST));
    context.schedule().after(after).tell(REMINDER, arguments.rest());
    context.reply("I will.");
  }

  private static void every(Context context) {
    var arguments = context.arguments();
    var interval = Duration.ofSeconds(arguments.number(1, LONGEST));
    context.schedule().every(interval).tell(REMINDER, arguments.rest());
    context.reply("I will, until you say /cancel.");
  }

  /// What there is comes as an event; what is cancelled here never fires.
  private static void cancel(Context context, Event.JobResult jobs) {
    var reminders = jobs.jobs().stream().filter(it -> it.does().equals(REMINDER)).toList();
    reminders.forEach(it -> context.schedule().cancel(it.job()));
    context.reply(
        reminders.isEmpty() ? "There is no reminder." : "Cancelled: " + reminders.size() + ".");
  }

  /// With an id of ours there is one for each chat, however often it is asked for.
  private static void daily(Context context) {
    context.schedule().daily(LocalTime.of(9, 0), ZoneOffset.UTC).id(SUMMARY).tell(SUMMARY);
    context.reply("Every day at nine (UTC).");
  }

  private static void summary(Context context, Event.JobDue due) {
    int times = context.session().get("count", Integer.class).orElse(0);
    context.reply("You have counted to " + times + ".");
  }

  private static void vanish(Context context) {
    context.reply("Gone in five minutes.").deleteAfter(Duration.ofMinutes(5));
  }
}
