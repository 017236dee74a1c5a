// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bot.Routes;
import chappe.bot.testing.BotUnderTest;
import chappe.bot.testing.Person;
import org.junit.jupiter.api.Test;

/// State that goes from key to key.
class TransfersTest {
  private final BotUnderTest bot = BotUnderTest.of(TransfersTest::configure);
  private final Person ada = bot.person("Ada");

  private static void configure(Routes on) {
    on.command("start", "register", context -> context.users().register());
    on.command(
        "note",
        "note TEXT in all sessions",
        context -> {
          context.session().put("note", context.arguments().text());
          context.userSession().put("note", context.arguments().text());
          context.personal().put("note", context.arguments().text());
        });
    on.command("clear", "clear", context -> context.personal().clear());
    on.command("forget", "forget me", context -> context.users().forget());
    on.command(
        "show",
        "show",
        context ->
            context.reply(
                "%s %s %s %s"
                    .formatted(
                        context.session().get("note", String.class).orElse("-"),
                        context.userSession().get("note", String.class).orElse("-"),
                        context.personal().get("note", String.class).orElse("-"),
                        context.users().isRegistered())));
  }

  @Test
  void whatIsRememberedOfAPersonIsTheSameInAllChats() {
    ada.in("Friends").says("/note a");
    assertThat(ada.says("/show").text()).isEqualTo("- - a false");
    assertThat(ada.in("Others").says("/show").text()).isEqualTo("- - a false");

    ada.says("/note b");
    assertThat(ada.in("Friends").says("/show").text()).isEqualTo("a a b false");

    ada.in("Others").says("/clear");
    assertThat(ada.in("Friends").says("/show").text()).isEqualTo("a a - false");
    assertThat(ada.says("/show").text()).isEqualTo("b b - false");
  }

  @Test
  void aGroupThatBecomesAnotherTakesItsMemoryAlong() {
    var bob = bot.person("Bob");
    ada.in("Friends").says("/note a");
    bob.in("Friends").says("/note b");
    bob.in("Super").says("/note new");
    long to = bob.in("Super").chatId();

    ada.in("Friends").sends("{\"migrate_to_chat_id\":" + to + "}");

    assertThat(ada.in("Super").says("/show").text()).startsWith("new a ");
    assertThat(bob.in("Super").says("/show").text()).startsWith("new new ");
    assertThat(ada.in("Friends").says("/show").text()).startsWith("- - ");

    ada.in("Friends").sends("{\"migrate_to_chat_id\":" + to + "}");
    assertThat(ada.in("Super").says("/show").text()).startsWith("new a ");
  }

  @Test
  void whoIsForgottenIsForgottenEverywhereAndNobodyElse() {
    var bob = bot.person("Bob");
    ada.says("/start");
    bob.says("/start");
    ada.says("/note a");
    ada.in("Friends").says("/note b");
    bob.in("Friends").says("/note c");

    ada.in("Friends").says("/forget");

    assertThat(ada.says("/show").text()).isEqualTo("- - - false");
    assertThat(ada.in("Friends").says("/show").text()).isEqualTo("c - - false");
    assertThat(bob.in("Friends").says("/show").text()).isEqualTo("c c c true");
  }
}
