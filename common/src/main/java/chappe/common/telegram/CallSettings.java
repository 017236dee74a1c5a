// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import chappe.common.settings.Checked;
import chappe.common.settings.Environment;
import chappe.common.settings.Mistake;
import chappe.common.settings.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How long a call of the Bot API may take.
///
/// @param connectTimeout until the connection is there; what fails before is surely not sent
/// @param answerTimeout from then on until the answer's last byte; shorter than Telegram needs, it
///   turns calls that were carried out into unknown ones
/// @param slowCall what takes longer is logged as a warning
/// @param breakerPause how long a bot's breaker stays open
public record CallSettings(
    @Setting(
            name = "TELEGRAM_CONNECT_TIMEOUT",
            fallback = "5s",
            doc = "how long a connection to the Bot API may take")
        Duration connectTimeout,
    @Setting(
            name = "TELEGRAM_ANSWER_TIMEOUT",
            fallback = "30s",
            doc = "how long an answer of the Bot API may take; after it a call's fate is unknown")
        Duration answerTimeout,
    @Setting(
            name = "TELEGRAM_SLOW_CALL",
            fallback = "5s",
            doc = "a call of the Bot API that takes longer is a warning in the log")
        Duration slowCall,
    @Setting(
            name = "TELEGRAM_BREAKER_PAUSE",
            fallback = "60s",
            doc = "how long no call is tried after five that failed in a row")
        Duration breakerPause)
    implements Checked {
  /// With the usual threshold for slow calls and pause of the breaker.
  public CallSettings(Duration connectTimeout, Duration answerTimeout) {
    this(connectTimeout, answerTimeout, Duration.ofSeconds(5), Breakers.OPEN);
  }

  @Override
  public List<Mistake> mistakes(Environment environment) {
    return Stream.of(
            mistake("TELEGRAM_CONNECT_TIMEOUT", connectTimeout),
            mistake("TELEGRAM_ANSWER_TIMEOUT", answerTimeout),
            mistake("TELEGRAM_SLOW_CALL", slowCall),
            mistake("TELEGRAM_BREAKER_PAUSE", breakerPause))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Mistake> mistake(String name, Duration timeout) {
    return timeout.isPositive()
        ? Optional.empty()
        : Optional.of(new Mistake(name, "no time at all", "a time such as 500ms or 30s"));
  }
}
