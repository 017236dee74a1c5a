// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.Context;
import chappe.bot.Routes;
import java.util.Locale;

/// What the bot measures of itself. `/metrics/summary` of the dispatcher shows the same, and
/// Prometheus gets it as `bot_own_echo_length`.
final class Figures {
  private static final String LENGTH = "echo.length";

  private Figures() {}

  static void on(Routes on) {
    on.command("figures", "tell what I have measured within the last hour", Figures::tell);
  }

  /// Recorded by `/echo`. Figures are of this instance and only roughly exact: where an attempt
  /// fails, its figures stay.
  static void echoed(Context context, String text) {
    context.metrics().record(LENGTH, text.length());
  }

  private static void tell(Context context) {
    var lengths = context.metrics().summary(LENGTH);
    context.reply(
        String.format(
            Locale.ROOT,
            "I have echoed %d texts of %.1f characters on average; 95 of 100 had at most %.0f.",
            lengths.count(),
            lengths.avg(),
            lengths.p95()));
  }
}
