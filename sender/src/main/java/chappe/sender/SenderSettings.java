// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.consumer.ConsumerSettings;
import chappe.common.database.DatabaseSettings;
import chappe.common.kafka.KafkaSettings;
import chappe.common.redis.RedisSettings;
import chappe.common.settings.BotsSettings;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.PaymentSettings;
import chappe.common.settings.Setting;
import chappe.common.settings.TelegramSettings;
import chappe.common.telegram.CallSettings;
import chappe.sender.slot.GlobalLimit;
import chappe.sender.slot.RateMode;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// What the sender reads.
///
/// @param callsPerLane calls under way at once in each lane
/// @param rate messages a second and bot
/// @param paidRate messages a second of paid broadcasts, 0 for none
/// @param horizonSeconds how far ahead bulk is given slots
public record SenderSettings(
    @Setting(
            name = "SENDER_PORT",
            fallback = "8082",
            doc = "the port of the sender; 0 takes a free one")
        @Min(0)
        @Max(65_535)
        int port,
    @Setting(
            name = "SENDER_CALLS",
            fallback = "100",
            doc = "calls of the Bot API under way at once in each lane")
        @Min(1)
        @Max(10_000)
        int callsPerLane,
    @Setting(name = "RATE_LIMIT", fallback = "30", doc = "messages a second and bot over all chats")
        @Min(1)
        @Max(100)
        int rate,
    @Setting(
            name = "PAID_BROADCAST_RATE",
            fallback = "0",
            doc = "messages a second of paid broadcasts; 0: they go at the usual rate")
        @Min(0)
        @Max(1_000)
        int paidRate,
    @Setting(
            name = "RATE_MODE",
            fallback = "adaptive",
            doc = "whether replies may pass the rate until Telegram objects; off: no limit at all")
        RateMode rateMode,
    @Setting(
            name = "SENDER_HORIZON_SECONDS",
            fallback = "0.5",
            doc = "how far ahead messages of broadcasts are given slots")
        @DecimalMin("0.05")
        @DecimalMax("5")
        double horizonSeconds,
    GeneralSettings general,
    TelegramSettings telegram,
    CallSettings calls,
    BotsSettings bots,
    PaymentSettings payment,
    KafkaSettings kafka,
    ConsumerSettings consumer,
    RedisSettings redis,
    DatabaseSettings database) {

  GlobalLimit limit() {
    return GlobalLimit.of(
        rateMode, rate, paidRate, Duration.ofMillis(Math.round(horizonSeconds * 1_000)));
  }
}
