// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.database.DatabaseSettings;
import chappe.common.kafka.KafkaSettings;
import chappe.common.settings.GeneralSettings;
import chappe.common.settings.Setting;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

/// What the dispatcher reads.
public record DispatcherSettings(
    @Setting(
            name = "DISPATCHER_PORT",
            fallback = "8081",
            doc = "the port of the dispatcher; 0 takes a free one")
        @Min(0)
        @Max(65_535)
        int port,
    @Setting(
            name = "DISPATCHER_NAME",
            fallback = "main",
            doc = "which dispatchers share their work; bots deployed apart have names of their own")
        @Pattern(
            regexp = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}",
            message = "letters, digits, hyphens and underscores, at most 64")
        String name,
    @Setting(
            name = "MAX_MESSAGE_LENGTH",
            fallback = "4096",
            doc = "a reply with more characters becomes several messages")
        @Min(1)
        @Max(4096)
        int maxMessageLength,
    GeneralSettings general,
    KafkaSettings kafka,
    DatabaseSettings database) {}
