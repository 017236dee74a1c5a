// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// How the line and Telegram reach each other.
///
/// @param chosenMode use [#mode]
public record TelegramSettings(
    @Setting(
            name = "TELEGRAM_API_URL",
            fallback = "https://api.telegram.org",
            doc = "the Bot API server")
        URI apiUrl,
    @Setting(
            name = "TELEGRAM_MODE",
            doc = "how updates come in; webhook where WEBHOOK_URL is set, otherwise polling")
        Optional<TelegramSettings.Mode> chosenMode,
    @Setting(name = "WEBHOOK_URL", doc = "the address under which Telegram reaches ingress")
        Optional<URI> webhookUrl,
    @Setting(
            name = "REQUIRE_HTTPS",
            byEnvironment = {"false", "false", "true"},
            doc = "refuse a WEBHOOK_URL without HTTPS")
        boolean requireHttps)
    implements Checked {
  /// How updates come in.
  public enum Mode {
    WEBHOOK,
    POLLING
  }

  /// The mode that was chosen, else webhook where there is an address for it.
  public Mode mode() {
    return chosenMode.orElse(webhookUrl.isPresent() ? Mode.WEBHOOK : Mode.POLLING);
  }

  @Override
  public List<Mistake> mistakes(Environment environment) {
    return webhookUrl
        .filter(it -> requireHttps && !"https".equalsIgnoreCase(it.getScheme()))
        .map(_ -> new Mistake("WEBHOOK_URL", "no HTTPS", "an address that begins with https://"))
        .stream()
        .toList();
  }
}
