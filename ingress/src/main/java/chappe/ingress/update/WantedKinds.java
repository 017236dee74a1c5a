// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.update;

import chappe.common.bots.AnnouncedBots;
import chappe.common.record.BotAnnouncement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The kinds of update that Telegram is asked to send for a bot: those that its newest build
/// announced, and those that the line itself cannot do without. Thread-safe.
public final class WantedKinds {
  /// Without them nothing is sold, whatever the bot's own routes take (TELEGRAM fact 29).
  private static final List<String> OF_PAYMENTS =
      List.of("message", "pre_checkout_query", "shipping_query");

  private final Function<String, Optional<BotAnnouncement>> announced;
  private final boolean payments;

  /// @param payments whether the line sells
  public WantedKinds(AnnouncedBots announced, boolean payments) {
    this(announced::of, payments);
  }

  WantedKinds(Function<String, Optional<BotAnnouncement>> announced, boolean payments) {
    this.announced = announced;
    this.payments = payments;
  }

  /// As `allowed_updates` takes them; an empty set is Telegram's own choice of kinds (fact 9).
  /// Empty where the bot has announced nothing yet: then Telegram's setting stays as it is.
  public Optional<Set<String>> of(String bot) {
    return announced.apply(bot).map(it -> with(it.allowedUpdates()));
  }

  private Set<String> with(List<String> kinds) {
    var all = new TreeSet<>(kinds);
    if (payments && !all.isEmpty()) {
      all.addAll(OF_PAYMENTS);
    }
    return all;
  }
}
