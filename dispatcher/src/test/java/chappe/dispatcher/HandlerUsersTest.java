// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.RegisteredUser;
import chappe.bot.Role;
import org.junit.jupiter.api.Test;

class HandlerUsersTest {
  private final OneBot bot =
      OneBot.with(
          on -> {
            on.command("start", "start", context -> context.users().register());
            on.command("promote", "p", context -> context.users().assign(42, Role.MODERATOR));
            on.command("ban", "b", context -> context.users().deactivate(42));
            on.command("unban", "b", context -> context.users().activate(42));
            on.command("speak", "s", context -> context.users().speaks(context.arguments().word()));
            on.fallback(
                context ->
                    context.reply(
                        context.users().isRegistered()
                            + " "
                            + context.users().role()
                            + " "
                            + context.users().find(42).map(RegisteredUser::language).orElse("-")));
          });

  @Test
  void knowsWhoHasRegisteredAndTheirRoles() throws Exception {
    assertThat(bot.handle(Updates.text("?")).texts()).containsExactly("false USER -");
    bot.handle(Updates.text("/start"));
    bot.handle(Updates.text("/promote"));
    bot.handle(Updates.text("/speak pt-br"));
    assertThat(bot.handle(Updates.text("?")).texts()).containsExactly("true MODERATOR pt-br");
    assertThat(Role.MODERATOR.isAtLeast(Role.USER)).isTrue();
    assertThat(Role.MODERATOR.isAtLeast(Role.ADMIN)).isFalse();
  }

  @Test
  void whoIsShutOutCountsAsNotRegisteredUntilLetIn() throws Exception {
    bot.handle(Updates.text("/start"));
    bot.handle(Updates.text("/promote"));
    bot.handle(Updates.text("/ban"));
    assertThat(bot.handle(Updates.text("?")).texts().getFirst()).startsWith("false USER");
    bot.handle(Updates.text("/start"));
    assertThat(bot.handle(Updates.text("?")).texts().getFirst()).startsWith("false USER");
    bot.handle(Updates.text("/unban"));
    assertThat(bot.handle(Updates.text("?")).texts().getFirst()).startsWith("true MODERATOR");
  }

  @Test
  void anAdminOfTheSettingsIsOneWithoutRegistering() throws Exception {
    var update =
        Updates.of(
            "message",
            "\"from\":{\"id\":%d,\"first_name\":\"Eve\"},\"chat\":{\"id\":42},\"text\":\"?\""
                .formatted(OneBot.ADMIN));
    assertThat(bot.handle(update).texts().getFirst()).startsWith("false ADMIN");
  }

  @Test
  void whoBlocksTheBotIsNoted() throws Exception {
    bot.handle(Updates.text("/start"));
    bot.handle(membership("kicked"));
    assertThat(bot.people.find("demo", 42).orElseThrow().isBlocked()).isTrue();
    bot.handle(membership("member"));
    assertThat(bot.people.find("demo", 42).orElseThrow().isBlocked()).isFalse();
  }

  @Test
  void whatIsNoLanguageIsRefused() {
    assertThatThrownBy(() -> bot.handle(Updates.text("/speak d;e")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a language is a tag such as de or pt-br");
  }

  private static String membership(String status) {
    return Updates.of(
        "my_chat_member",
        """
        "chat":{"id":42,"type":"private"},"from":{"id":42,"first_name":"Ada"},
        "new_chat_member":{"status":"%s"}
        """
            .formatted(status));
  }
}
