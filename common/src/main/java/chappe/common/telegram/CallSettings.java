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
        Duration answerTimeout)
    implements Checked {
  @Override
  public List<Mistake> mistakes(Environment environment) {
    return Stream.of(
            mistake("TELEGRAM_CONNECT_TIMEOUT", connectTimeout),
            mistake("TELEGRAM_ANSWER_TIMEOUT", answerTimeout))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Mistake> mistake(String name, Duration timeout) {
    return timeout.isPositive()
        ? Optional.empty()
        : Optional.of(new Mistake(name, "no time at all", "a time such as 500ms or 30s"));
  }
}
