// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.json.Json;
import chappe.sender.slot.ChatLimit;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "answerCallbackQuery",
        "sendChatAction",
        "editMessageText",
        "deleteMessage",
        "getChatMember",
        "sendMessageDraft"
      })
  void whatIsNoMessageTakesNoSlot(String method) {
    var cost = Cost.of(method, Json.object().put("chat_id", 7));
    assertThat(cost.messages()).isZero();
    assertThat(cost.inChat()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "sendMessage, {\"chat_id\":7}, 1",
    "copyMessage, {\"chat_id\":7}, 1",
    "sendMediaGroup, '{\"chat_id\":7,\"media\":[{},{},{}]}', 3",
    "forwardMessages, '{\"chat_id\":7,\"message_ids\":[1,2,3,4]}', 4"
  })
  void anAlbumAndAListCountTheirMessages(String method, String params, int messages) {
    var cost = Cost.of(method, Json.read(params.getBytes(StandardCharsets.UTF_8), JsonNode.class));
    assertThat(cost.messages()).isEqualTo(messages);
    assertThat(cost.inChat()).isEqualTo(messages);
    assertThat(cost.limit()).isEqualTo(ChatLimit.PRIVATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-7", "-1001234567890", "@channel"})
  void groupsSupergroupsAndChannelsHaveTheGroupsLimit(String chat) {
    assertThat(Cost.of("sendMessage", Json.object().put("chat_id", chat)).limit())
        .isEqualTo(ChatLimit.GROUP);
  }

  @Test
  void editsInAGroupAreBookedApartFromItsMessages() {
    var edit = Cost.of("editMessageText", Json.object().put("chat_id", -7));
    var message = Cost.of("sendMessage", Json.object().put("chat_id", -7));
    assertThat(edit.messages()).isZero();
    assertThat(edit.inChat()).isEqualTo(1);
    assertThat(edit.account()).isNotEqualTo(message.account());
    assertThat(edit.chat()).isEqualTo(message.chat());
  }
}
