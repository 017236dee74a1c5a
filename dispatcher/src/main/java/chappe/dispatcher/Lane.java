// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.record.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// On which lane a Bot API call travels, and how long Telegram accepts it. Immutable.
///
/// @param topic of the lane
/// @param life counted from the update's receipt; empty: for ever
record Lane(Topic topic, Optional<Duration> life) {
  private static final Lane REPLY = new Lane(Topic.OUTBOUND_REPLY, Optional.empty());

  // Deadlines: pre-checkout by the reference; callback and inline as users report them; the rest
  // by likeness.
  private static final Map<String, Lane> URGENT =
      Map.of(
          "answerCallbackQuery", urgent(15),
          "answerPreCheckoutQuery", urgent(10),
          "answerShippingQuery", urgent(10),
          "answerInlineQuery", urgent(10),
          "answerGuestQuery", urgent(10));

  static Lane of(String method) {
    return URGENT.getOrDefault(method, REPLY);
  }

  private static Lane urgent(int seconds) {
    return new Lane(Topic.OUTBOUND_URGENT, Optional.of(Duration.ofSeconds(seconds)));
  }
}
