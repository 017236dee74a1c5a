// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.json.Json;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.settings.Secret;
import chappe.common.telegram.ApiResult;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProviderTokenTest {
  private final List<JsonNode> called = new ArrayList<>();
  private final Telegram telegram =
      (_, params) -> {
        called.add(params);
        return new Telegram.Reply.Answered(new ApiResult.Rejected(400, "seen"));
      };

  @Test
  void isPutInOnlyWhereItsPlaceIsAndNotIntoTheRecord() throws InterruptedException {
    var sender = new ProviderToken(telegram, Optional.of(Secret.of("284685063:TEST:a-token")));
    JsonNode invoice = Json.object().put("provider_token", ProviderToken.PLACE);
    JsonNode stars = Json.object().put("provider_token", "");
    JsonNode message = Json.object().put("text", ProviderToken.PLACE);
    for (JsonNode params : List.of(invoice, stars, message)) {
      sender.call(command(params), params);
    }
    assertThat(called)
        .containsExactly(
            Json.object().put("provider_token", "284685063:TEST:a-token"), stars, message);
    assertThat(invoice.path("provider_token").asText()).isEqualTo(ProviderToken.PLACE);
  }

  @Test
  void withoutOneAnInvoiceBecomesADeadLetter() {
    var sender = new ProviderToken(telegram, Optional.empty());
    JsonNode invoice = Json.object().put("provider_token", ProviderToken.PLACE);
    assertThatThrownBy(() -> sender.call(command(invoice), invoice))
        .isInstanceOf(UnsendableException.class)
        .hasMessageContaining("PAYMENT_PROVIDER_TOKEN");
    assertThat(called).isEmpty();
  }

  private static Command command(JsonNode params) {
    return new Command(
        "demo:1:1",
        RecordKey.chat("demo", 1),
        Lane.REPLY,
        OutboundCommand.of("sendInvoice", params),
        Instant.EPOCH);
  }
}
