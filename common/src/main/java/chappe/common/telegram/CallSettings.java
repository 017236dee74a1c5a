// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import chappe.common.settings.Setting;
import java.time.Duration;

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
        Duration answerTimeout) {}
