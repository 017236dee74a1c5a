// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.event.Level;

/// What every service knows about itself.
public record GeneralSettings(
    @Setting(
            name = "ENVIRONMENT",
            fallback = "development",
            doc = "where the line runs; production is stricter")
        Environment environment,
    @Setting(
            name = "LOG_LEVEL",
            byEnvironment = {"DEBUG", "INFO", "WARN"},
            doc = "the least serious lines that are logged")
        Level logLevel,
    @Setting(
            name = "DEBUG",
            byEnvironment = {"true", "false", "false"},
            doc = "more detail for whoever develops a bot")
        boolean debug,
    @Setting(
            name = "INSTANCE_NAME",
            fallback = Setting.HOST,
            doc = "stable, one per running instance of a service")
        @Pattern(
            regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,199}",
            message = "letters, digits, dots, hyphens and underscores, at most 200")
        String instanceName,
    @Setting(
            name = "BIND_ADDRESS",
            fallback = "127.0.0.1",
            doc = "the address that servers listen on")
        String bindAddress,
    @Setting(name = "ADMIN_USER_IDS", doc = "Telegram's ids of the admins")
        Set<@Positive Long> adminUserIds,
    @Setting(name = "ADMIN_CHAT_ID", doc = "the chat that alerts go to; otherwise each admin")
        Optional<Long> adminChatId,
    SentrySettings sentry) {

  /// The chats that alerts go to: the admins' common one, else that of each admin.
  public List<Long> adminChats() {
    return adminChatId.map(List::of).orElseGet(() -> adminUserIds.stream().sorted().toList());
  }
}
