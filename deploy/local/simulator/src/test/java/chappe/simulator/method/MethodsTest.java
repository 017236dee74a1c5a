// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.json.Json;
import chappe.simulator.SettableClock;
import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodsTest {
  private final SettableClock clock = new SettableClock();
  private final World world = new World(clock, new Random(5), (_, _, _, _) -> {}, _ -> {});
  private final Methods methods = new Methods(world);
  private final BotAccount bot = world.bot(42);

  @Test
  void everyMethodOfTheTableAnswers() throws InterruptedException {
    MethodTable table = new MethodTable();
    assertThat(table.names()).hasSize(185);
    for (String name : table.names()) {
      MethodShape method = table.method(name).orElseThrow();
      ObjectNode given = Json.object();
      method
          .required()
          .propertyStream()
          .forEach(
              parameter -> given.set(parameter.getKey(), sample(parameter.getValue().asText())));
      Answer answer = methods.answer(bot, name, Parameters.of(given));
      assertThat(answer.status())
          .describedAs("%s: %s", method.name(), answer.body())
          .isIn(200, 400);
      if (answer.status() == 400) {
        assertThat(answer.body().path("description").asText()).startsWith("Bad Request: ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sendMessage | {}                                  | message text is empty
          sendMessage | {"chat_id":5}                       | message text is empty
          sendMessage | {"chat_id":5,"text":"  "}           | message text is empty
          sendMessage | {"text":"a"}                        | chat_id is empty
          sendMessage | {"chat_id":0,"text":"a"}            | chat not found
          sendMessage | {"chat_id":"@nobody","text":"a"}    | chat not found
          sendMessage | {"chat_id":5,"text":"a","reply_markup":"{"} | can't parse reply keyboard markup JSON object
          sendMessage | {"chat_id":5,"text":"a","reply_markup":[1]} | object expected as reply markup
          sendMessage | {"chat_id":5,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"b","callback_data":""}]]}} | BUTTON_DATA_INVALID
          sendMessage | {"chat_id":5,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"b"}]]}} | can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard
          sendMessage | {"chat_id":5,"text":"<b>a","parse_mode":"HTML"} | can't parse entities: Can't find end tag corresponding to start tag "b"
          sendMessage | {"chat_id":5,"text":"é<x>a</x>","parse_mode":"HTML"} | can't parse entities: Unsupported start tag "x" at byte offset 2
          sendMessage | {"chat_id":5,"text":"<b><i>a</b></i>","parse_mode":"HTML"} | can't parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"
          sendPhoto   | {"chat_id":5}                       | there is no photo in the request
          sendChatAction | {"chat_id":5,"action":"dancing"} | wrong parameter action in request
          answerCallbackQuery | {}                          | query is too old and response timeout expired or query ID is invalid
          answerCallbackQuery | {"callback_query_id":"1"}   | query is too old and response timeout expired or query ID is invalid
          editMessageText | {}                              | message text is empty
          editMessageText | {"text":"a"}                    | message identifier is not specified
          editMessageText | {"text":"a","message_id":1}     | chat_id is empty
          editMessageText | {"text":"a","chat_id":5,"message_id":1} | message to edit not found
          deleteMessage | {"chat_id":5,"message_id":1}      | message to delete not found
          forwardMessage | {"chat_id":5,"from_chat_id":6,"message_id":1} | message to forward not found
          getChatMember | {"chat_id":5,"user_id":"x"}       | invalid user_id specified
          setMyCommands | {"commands":[{"command":"Bad!","description":"d"}]} | BOT_COMMAND_INVALID
          sendInvoice | {"chat_id":5,"title":"t","description":"d","payload":"p","currency":"XTR"} | parameter "prices" is required
          setWebhook  | {"url":"http://8.8.8.8/"}           | bad webhook: An HTTPS URL must be provided for webhook
          setWebhook  | {"url":"https://8.8.8.8:81/"}       | bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443
          setWebhook  | {"url":"https://8.8.8.8/","secret_token":"a b"} | secret token contains unallowed characters
          """)
  void refusesWithTelegramsOwnWords(String method, String parameters, String reason)
      throws InterruptedException {
    assertThat(ask(method, parameters))
        .isEqualTo(
            Json.object()
                .put("ok", false)
                .put("error_code", 400)
                .put("description", "Bad Request: " + reason));
  }

  @Test
  void textsAreCountedInCharactersAndDataInBytes() throws InterruptedException {
    assertThat(send("é".repeat(4096), "é".repeat(32)).path("ok").asBoolean()).isTrue();
    assertThat(send("😀".repeat(4096), "a").path("ok").asBoolean()).isTrue();
    assertThat(send("a".repeat(4097), "a").path("description").asText())
        .isEqualTo("Bad Request: message is too long");
    assertThat(send("a", "é".repeat(33)).path("description").asText())
        .isEqualTo("Bad Request: BUTTON_DATA_INVALID");
  }

  @Test
  void htmlBecomesTextAndEntities() throws InterruptedException {
    JsonNode message =
        ask(
                "sendMessage",
                "{\"chat_id\":5,\"parse_mode\":\"html\",\"text\":\"1 &lt; <b>two</b> <a"
                    + " href='https://a.b/'>x</a>\"}")
            .path("result");
    assertThat(message.path("text").asText()).isEqualTo("1 < two x");
    assertThat(message.path("entities").toString())
        .isEqualTo(
            "[{\"type\":\"bold\",\"offset\":4,\"length\":3},"
                + "{\"type\":\"text_link\",\"offset\":8,\"url\":\"https://a.b/\",\"length\":1}]");
  }

  @Test
  void unknownMethodsAreNotFound() throws InterruptedException {
    assertThat(methods.answer(bot, "sendNothing", Parameters.of(Json.object())).body())
        .isEqualTo(
            Json.object().put("ok", false).put("error_code", 404).put("description", "Not Found"));
  }

  @Test
  void namesOfMethodsMayBeInAnyCase() throws InterruptedException {
    assertThat(ask("GETME", "{}").path("result").path("id").asLong()).isEqualTo(42);
  }

  @Test
  void anEditedMessageKeepsItsNumberAndIsRefusedUnchanged() throws InterruptedException {
    int number =
        ask("sendMessage", "{\"chat_id\":5,\"text\":\"a\"}")
            .path("result")
            .path("message_id")
            .asInt();
    String edit = "{\"chat_id\":5,\"message_id\":%d,\"text\":\"%s\"}";
    assertThat(ask("editMessageText", edit.formatted(number, "a")).path("description").asText())
        .startsWith("Bad Request: message is not modified: ");
    JsonNode edited = ask("editMessageText", edit.formatted(number, "b")).path("result");
    assertThat(edited.path("message_id").asInt()).isEqualTo(number);
    assertThat(edited.path("text").asText()).isEqualTo("b");
    assertThat(edited.path("edit_date").asLong()).isPositive();
  }

  @Test
  void aCallbackCanBeAnsweredForFifteenSeconds() throws InterruptedException {
    bot.queries().opened("callback_query", "77");
    String answer = "{\"callback_query_id\":\"77\"}";
    assertThat(ask("answerCallbackQuery", answer).path("ok").asBoolean()).isTrue();
    clock.advance(Duration.ofSeconds(15));
    assertThat(ask("answerCallbackQuery", answer).path("ok").asBoolean()).isFalse();
  }

  @Test
  void theWebhookIsShownWithoutItsSecretAndChangesOnceASecond() throws InterruptedException {
    String hook =
        "{\"url\":\"http://127.0.0.1:1/%s\",\"secret_token\":\"s\",\"max_connections\":7}";
    assertThat(ask("setWebhook", hook.formatted("a")).path("description").asText())
        .isEqualTo("Webhook was set");
    assertThat(ask("setWebhook", hook.formatted("a")).path("description").asText())
        .isEqualTo("Webhook is already set");
    assertThat(
            ask("setWebhook", hook.formatted("b")).path("parameters").path("retry_after").asInt())
        .isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(ask("setWebhook", hook.formatted("b")).path("ok").asBoolean()).isTrue();
    assertThat(ask("getWebhookInfo", "{}").path("result"))
        .isEqualTo(
            Json.object()
                .put("url", "http://127.0.0.1:1/b")
                .put("has_custom_certificate", false)
                .put("pending_update_count", 0)
                .put("max_connections", 7));
    assertThat(ask("getUpdates", "{}").path("error_code").asInt()).isEqualTo(409);
  }

  @Test
  void commandsAreRemembered() throws InterruptedException {
    ask("setMyCommands", "{\"commands\":[{\"command\":\"start\",\"description\":\"begin\"}]}");
    assertThat(ask("getMyCommands", "{}").path("result").path(0).path("command").asText())
        .isEqualTo("start");
    ask("deleteMyCommands", "{}");
    assertThat(ask("getMyCommands", "{}").path("result")).isEmpty();
  }

  private JsonNode send(String text, String data) throws InterruptedException {
    ObjectNode given = Json.object().put("chat_id", 5).put("text", text);
    given
        .putObject("reply_markup")
        .putArray("inline_keyboard")
        .addArray()
        .addObject()
        .put("text", "press")
        .put("callback_data", data);
    return methods.answer(bot, "sendMessage", Parameters.of(given)).body();
  }

  private JsonNode ask(String method, String parameters) throws InterruptedException {
    JsonNode given = Json.tree(parameters.getBytes(StandardCharsets.UTF_8));
    return Json.tree(Json.bytes(methods.answer(bot, method, Parameters.of(given)).body()));
  }

  private static JsonNode sample(String type) {
    return switch (type) {
      case "integer", "chat" -> Json.tree(7);
      case "number" -> Json.tree(1.5);
      case "boolean" -> Json.tree(true);
      case "array" -> Json.tree(List.of());
      case "object" -> Json.object();
      default -> Json.tree("typing");
    };
  }
}
