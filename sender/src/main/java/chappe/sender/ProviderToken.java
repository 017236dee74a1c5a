// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.settings.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// Puts the payment provider's token into invoices just before they leave: a secret stands in no
/// record of Kafka. Thread-safe.
final class ProviderToken implements Telegram {
  /// What stands in its place.
  static final String PLACE = "setting:PAYMENT_PROVIDER_TOKEN";

  private static final String PARAMETER = "provider_token";

  private final Telegram telegram;
  private final Optional<Secret> token;

  /// @param token empty where this line has none
  ProviderToken(Telegram telegram, Optional<Secret> token) {
    this.telegram = telegram;
    this.token = token;
  }

  @Override
  public Reply call(Command command, JsonNode params) throws InterruptedException {
    return telegram.call(
        command, params.path(PARAMETER).asText().equals(PLACE) ? filled(params) : params);
  }

  private JsonNode filled(JsonNode params) {
    var secret =
        token.orElseThrow(
            () ->
                new UnsendableException(
                    "no_provider_token",
                    "this sender has no PAYMENT_PROVIDER_TOKEN: set it, then send the dead letters"
                        + " again"));
    ObjectNode filled = params.deepCopy();
    return filled.put(PARAMETER, secret.reveal());
  }
}
