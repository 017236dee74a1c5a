// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.Context;
import chappe.bot.Routes;
import java.time.Duration;

/// How something is sent: on which lane, for how long, and what happens where nobody knows whether
/// it has arrived.
final class Sending {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Sending() {}

  static void on(Routes on) {
    on.command("leaflet", "send TEXT as a broadcast would", Sending::leaflet).usage("TEXT");
    on.command("receipt", "send TEXT once, or not at all", Sending::receipt).usage("TEXT");
    on.command("page", "send many lines", Sending::page);
  }

  /// Answers to people pass it, and after a minute nobody would want it any more.
  private static void leaflet(Context context) {
    context
        .reply(context.arguments().rest())
        .bulk()
        .expiresAfter(MINUTE)
        .option("disable_notification", true);
  }

  /// Usually a message whose answer was lost on the way is sent again.
  private static void receipt(Context context) {
    context.reply(context.arguments().rest()).atMostOnce();
  }

  /// A text over 4096 characters becomes several messages, cut between its lines.
  private static void page(Context context) {
    context.reply("A line of thirty characters...\n".repeat(200));
  }
}
