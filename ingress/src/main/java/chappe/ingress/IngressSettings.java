// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress;

import chappe.common.database.DatabaseSettings;
import chappe.common.kafka.KafkaSettings;
import chappe.common.settings.BotsSettings;
import chappe.common.settings.Checked;
import chappe.common.settings.Environment;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.Mistake;
import chappe.common.settings.Setting;
import chappe.common.settings.TelegramSettings;
import chappe.common.telegram.CallSettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/// What the ingress reads. A webhook without a secret is a mistake: the door never stands open.
public record IngressSettings(
    @Setting(
            name = "INGRESS_PORT",
            fallback = "8080",
            doc = "the port of ingress; 0 takes a free one")
        @Min(0)
        @Max(65_535)
        int port,
    GeneralSettings general,
    TelegramSettings telegram,
    CallSettings calls,
    BotsSettings bots,
    KafkaSettings kafka,
    DatabaseSettings database)
    implements Checked {
  @Override
  public List<Mistake> mistakes(Environment environment) {
    return switch (telegram.mode()) {
      case WEBHOOK -> bots.missingWebhookSecrets();
      case POLLING -> List.of();
    };
  }
}
