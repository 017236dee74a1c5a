// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.Context;
import chappe.bot.UnreadableUpdate;
import com.pengrad.telegrambot.model.Update;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// All kinds of updates that Bot API 10.3 knows, and some that it does not.
class KindsTest {
  private static final String GROUP =
      "\"chat\":{\"id\":-100,\"type\":\"supergroup\",\"title\":\"G\"}";
  private static final String FROM = "\"from\":{\"id\":42,\"is_bot\":false,\"first_name\":\"Ada\"}";
  private static final String USER = "\"user\":{\"id\":42,\"is_bot\":false,\"first_name\":\"Ada\"}";

  private final List<Context> seen = new ArrayList<>();
  private final OneBot bot = OneBot.with(on -> on.any(seen::add));

  @ParameterizedTest
  @CsvSource({
    "message, GF",
    "edited_message, GF",
    "channel_post, G",
    "edited_channel_post, G",
    "business_connection, U",
    "business_message, GF",
    "edited_business_message, GF",
    "deleted_business_messages, G",
    "guest_message, GF",
    "stopped_message_generation, G",
    "message_reaction, GU",
    "message_reaction_count, G",
    "inline_query, F",
    "chosen_inline_result, F",
    "callback_query, MF",
    "shipping_query, F",
    "pre_checkout_query, F",
    "purchased_paid_media, F",
    "poll, -",
    "poll_answer, U",
    "my_chat_member, GF",
    "chat_member, GF",
    "chat_join_request, GF",
    "chat_boost, G",
    "removed_chat_boost, G",
    "managed_bot, U",
    "subscription, U",
    "kind_of_tomorrow, GF"
  })
  void isRoutedWithItsChatAndUser(String kind, String parts) throws Exception {
    List<String> fields = new ArrayList<>(List.of("\"id\":\"1\"", "\"field_of_tomorrow\":[{}]"));
    if (parts.contains("G")) {
      fields.add(GROUP);
    }
    if (parts.contains("M")) {
      fields.add("\"message\":{" + GROUP + "}");
    }
    if (parts.contains("F")) {
      fields.add(FROM);
    }
    if (parts.contains("U")) {
      fields.add(USER);
    }

    bot.handle(Updates.of(kind, String.join(",", fields)));

    var context = seen.getFirst();
    assertThat(context.kind()).isEqualTo(kind);
    assertThat(context.hasChat()).isEqualTo(parts.contains("G") || parts.contains("M"));
    assertThat(context.hasUser()).isEqualTo(parts.contains("F") || parts.contains("U"));
    if (context.hasChat()) {
      assertThat(context.chat().id()).isEqualTo(-100);
    }
    if (context.hasUser()) {
      assertThat(context.user().id()).isEqualTo(42);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"update_id":1}
          {"update_id":1,"message":null}
          {"update_id":1,"message":"text"}
          {"update_id":1,"message":{"chat":7,"from":"me","text":{}}}
          {"update_id":1,"message":{"chat":{"id":"7"},"entities":7,"text":"/a"}}
          {"update_id":1,"message":{"chat":{},"entities":[7,{"offset":"x"}],"text":"/a"}}
          {"update_id":1,"message":{"entities":[{"offset":0,"type":"bot_command","length":-4}],"text":"/a"}}
          {"update_id":1,"message":{"entities":[{"offset":0,"type":"bot_command","length":99}],"text":"/a"}}
          {"message":{"chat":{"id":1e3,"type":[]}}}
          []
          7
          """)
  void whatIsOddStillReachesTheBot(String update) throws Exception {
    bot.handle(update);

    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().hasChat()).isFalse();
  }

  @Test
  void whatTheTypeLibraryCannotReadFailsOnlyWhoAsksAndQuotesNobody() throws Exception {
    bot.handle(Updates.of("message", GROUP + ",\"text\":[\"my secret\"],\"date\":\"my secret\""));

    var context = seen.getFirst();
    assertThat(context.chat().id()).isEqualTo(-100);
    assertThatThrownBy(context::update)
        .isInstanceOf(UnreadableUpdate.class)
        .hasNoCause()
        .hasMessageContaining("'message'")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aKindThatTheTypeLibraryDoesNotKnowIsReadAsAnEmptyUpdate() throws Exception {
    bot.handle(Updates.of("kind_of_tomorrow", GROUP));

    assertThat(seen.getFirst().update()).extracting(Update::updateId).isEqualTo(1001);
    assertThat(seen.getFirst().update().message()).isNull();
  }

  @Test
  void anAnswerGoesWhereThePersonWrote() throws Exception {
    var answering = OneBot.with(on -> on.any(context -> context.reply("hi")));

    assertThat(
            answering
                .handle(
                    Updates.of(
                        "message", GROUP + ",\"is_topic_message\":true,\"message_thread_id\":9"))
                .only()
                .params())
        .isEqualTo("{\"chat_id\":-100,\"message_thread_id\":9,\"text\":\"hi\"}");
    assertThat(
            answering
                .handle(Updates.of("message", GROUP + ",\"message_thread_id\":9"))
                .only()
                .params())
        .isEqualTo("{\"chat_id\":-100,\"text\":\"hi\"}");
    assertThat(
            answering
                .handle(
                    Updates.of(
                        "callback_query",
                        FROM + ",\"message\":{" + GROUP + ",\"business_connection_id\":\"b\"}"))
                .only()
                .params())
        .isEqualTo("{\"chat_id\":-100,\"business_connection_id\":\"b\",\"text\":\"hi\"}");
    assertThat(
            answering
                .handle(
                    Updates.of("message", GROUP + ",\"direct_messages_topic\":{\"topic_id\":5}"))
                .only()
                .params())
        .isEqualTo("{\"chat_id\":-100,\"direct_messages_topic_id\":5,\"text\":\"hi\"}");
  }
}
