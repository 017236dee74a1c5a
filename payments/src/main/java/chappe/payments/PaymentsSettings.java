// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.consumer.ConsumerSettings;
import chappe.common.database.DatabaseSettings;
import chappe.common.kafka.KafkaSettings;
import chappe.common.settings.BotsSettings;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.PaymentSettings;
import chappe.common.settings.Setting;
import chappe.common.settings.TelegramSettings;
import chappe.common.telegram.CallSettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// What the payments read.
public record PaymentsSettings(
    @Setting(
            name = "PAYMENTS_PORT",
            fallback = "8084",
            doc = "the port of the payments; 0 takes a free one")
        @Min(0)
        @Max(65_535)
        int port,
    PaymentSettings payment,
    GeneralSettings general,
    TelegramSettings telegram,
    CallSettings calls,
    BotsSettings bots,
    KafkaSettings kafka,
    ConsumerSettings consumer,
    DatabaseSettings database) {}
