// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bot.HttpReply;
import chappe.bot.testing.BotUnderTest;
import chappe.bot.testing.Person;
import chappe.bot.testing.Sent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Keyboards, media, neighbours, groups, and what is remembered.
class FeaturesTest {
  private final BotUnderTest bot =
      BotUnderTest.of(new DemoBot(), Map.of("DEMO_SHOP_URL", "https://shop.example.org/v1"));
  private final Person ada = bot.person("Ada");

  @Test
  void aLongListIsTurnedInPlace() {
    assertThat(ada.says("/menu").only().buttons())
        .containsExactly("Tea no. 1", "Tea no. 2", "Tea no. 3", "Tea no. 4", "‹", "1/3", "›");
    var turned = ada.presses("›").sent();

    assertThat(turned)
        .extracting(Sent::method)
        .containsExactly("answerCallbackQuery", "editMessageText");
    assertThat(turned.getLast().buttons()).startsWith("Tea no. 5").endsWith("2/3", "›");
    var chosen = ada.presses("Tea no. 6").sent().getLast();
    assertThat(chosen.text()).isEqualTo("Tea no. 6 it is. 🍵");
    assertThat(chosen.buttons()).isEmpty();
  }

  @Test
  void keysAreShownAndTakenAway() {
    assertThat(ada.says("/keys").only().buttons())
        .containsExactly("/menu", "/count", "My phone number");
    assertThat(ada.says("/nokeys").only().params().at("/reply_markup/remove_keyboard").asBoolean())
        .isTrue();
  }

  @Test
  void mediaGoByBytesAddressOrId() {
    assertThat(ada.says("/picture").only().method()).isEqualTo("sendPhoto");
    assertThat(
            ada.says("/picture https://example.org/a.png").only().params().path("photo").asText())
        .isEqualTo("https://example.org/a.png");
    assertThat(ada.says("/file text").only().method()).isEqualTo("sendDocument");
    assertThat(ada.says("/album").only().params().path("media")).hasSize(2);
    var reply = "{\"text\":\"/again\",\"reply_to_message\":{\"document\":{\"file_id\":\"f1\"}}}";
    assertThat(ada.sends(reply).only().params().path("document").asText()).isEqualTo("f1");
    assertThat(ada.says("/again").text()).isEqualTo("Reply to a file with it.");
  }

  @Test
  void theShopIsAsked() {
    bot.service(
        "shop",
        asked ->
            asked.address().getPath().equals("/v1/prices/tea")
                ? HttpReply.of(200, "{\"item\":\"tea\",\"cents\":250}")
                : HttpReply.of(404, ""));

    assertThat(ada.says("/price tea").text()).isEqualTo("tea: 250 cents");
    assertThat(ada.says("/price cake").text()).isEqualTo("Nobody sells that.");
    assertThat(BotUnderTest.of(new DemoBot()).person("Ada").says("/price tea").text())
        .contains("DEMO_SHOP_URL");
  }

  @Test
  void onlyWhatTelegramHasSignedIsBelieved() {
    assertThat(ada.says("/app " + ada.initData()).text()).isEqualTo("The app was opened by Ada.");
    assertThat(ada.says("/app " + ada.initData().replace("Ada", "Bob")).text())
        .isEqualTo("That is not from Telegram.");
  }

  @Test
  void groupsAndChannelsHaveRoutesOfTheirOwn() {
    assertThat(ada.says("/poll").only().method()).isEqualTo("sendPoll");
    assertThat(
            bot.update("{\"poll_answer\":{\"poll_id\":\"1\",\"user\":{\"id\":1001}}}")
                .only()
                .chat())
        .isEqualTo("1001");
    assertThat(
            bot.update("{\"chat_join_request\":{\"chat\":{\"id\":-7},\"from\":{\"id\":8}}}")
                .only()
                .method())
        .isEqualTo("approveChatJoinRequest");
    assertThat(bot.update("{\"message_reaction\":{\"chat\":{\"id\":5}}}").text())
        .isEqualTo("I saw that.");
    assertThat(bot.update("{\"channel_post\":{\"chat\":{\"id\":-9},\"text\":\"News!\"}}").text())
        .isEqualTo("A fine post.");
    assertThat(bot.update("{\"channel_post\":{\"chat\":{\"id\":-9},\"text\":\"News\"}}").isEmpty())
        .isTrue();
    assertThat(ada.in("Club").sends("{\"left_chat_member\":{\"id\":8}}").text())
        .isEqualTo("Farewell.");
  }

  @Test
  void eachPersonHasACartInEachChat() {
    assertThat(ada.says("/cart").text()).isEqualTo("Your cart is empty.");
    assertThat(ada.in("Club").says("/cart two teas").text()).isEqualTo("two teas");
    assertThat(ada.in("Club").says("/cart a cake").text()).isEqualTo("two teas, a cake");
    assertThat(bot.person("Bob").in("Club").says("/cart").text()).isEqualTo("Your cart is empty.");
  }

  @Test
  void whoHasRegisteredIsKnown() {
    assertThat(ada.says("/me").text()).startsWith("We have not met.");
    ada.says("/start");
    assertThat(ada.says("/me").text()).isEqualTo("You are Ada, USER.");
  }

  @Test
  void howSomethingIsSentIsSaid() {
    var leaflet = ada.says("/leaflet news").only();
    assertThat(leaflet.lane()).isEqualTo("bulk");
    assertThat(leaflet.expiresAt()).contains(bot.now().plusSeconds(60));
    assertThat(leaflet.params().path("disable_notification").asBoolean()).isTrue();
    assertThat(ada.says("/receipt paid").only().atMostOnce()).isTrue();
    assertThat(ada.says("/page").texts()).hasSize(2).allMatch(it -> it.length() <= 4096);
  }

  @Test
  void limitsOfOnesOwnAreForAllTogether() {
    for (int i = 0; i < 3; i++) {
      assertThat(ada.says("/lucky").text()).isEqualTo("You are lucky.");
    }
    assertThat(bot.person("Bob").says("/lucky").text()).isEqualTo("Somebody else was lucky.");
  }
}
