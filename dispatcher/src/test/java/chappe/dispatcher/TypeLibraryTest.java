// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pengrad.telegrambot.model.MessageEntity;
import com.pengrad.telegrambot.model.request.ChatAction;
import com.pengrad.telegrambot.model.request.InlineKeyboardButton;
import com.pengrad.telegrambot.model.request.InlineKeyboardMarkup;
import com.pengrad.telegrambot.model.request.InputMediaPhoto;
import com.pengrad.telegrambot.model.request.ParseMode;
import com.pengrad.telegrambot.request.BaseRequest;
import com.pengrad.telegrambot.request.EditMessageText;
import com.pengrad.telegrambot.request.SendChatAction;
import com.pengrad.telegrambot.request.SendMediaGroup;
import com.pengrad.telegrambot.request.SendMessage;
import com.pengrad.telegrambot.request.SendPhoto;
import org.junit.jupiter.api.Test;

class TypeLibraryTest {
  @Test
  void aRequestBecomesPlainJson() {
    assertThat(
            json(
                new SendMessage(42L, "a <b> \"c\" é")
                    .parseMode(ParseMode.HTML)
                    .disableNotification(true)
                    .replyMarkup(
                        new InlineKeyboardMarkup(
                            new InlineKeyboardButton("Done").callbackData("done:1")))))
        .isEqualTo(
            """
            {"chat_id":42,"text":"a <b> \\"c\\" é","parse_mode":"HTML","disable_notification":true,\
            "reply_markup":{"inline_keyboard":[[{"text":"Done","callback_data":"done:1"}]]}}\
            """);
    assertThat(json(new SendChatAction(42L, ChatAction.upload_photo)))
        .isEqualTo("{\"chat_id\":42,\"action\":\"upload_photo\"}");
    assertThat(
            json(
                new EditMessageText(42L, 7, "x")
                    .entities(new MessageEntity(MessageEntity.Type.bold, 0, 1))))
        .contains("\"entities\":[{\"type\":\"bold\",\"offset\":0,\"length\":1}]");
  }

  @Test
  void mediaGoByIdOrAddress() {
    assertThat(json(new SendPhoto(42L, "https://example.org/a.png").caption("a")))
        .isEqualTo("{\"chat_id\":42,\"photo\":\"https://example.org/a.png\",\"caption\":\"a\"}");
    assertThat(
            json(
                new SendMediaGroup(
                    42L, new InputMediaPhoto("file-1"), new InputMediaPhoto("file-2"))))
        .contains("\"media\":[{\"type\":\"photo\",\"media\":\"file-1\"");
  }

  @Test
  void theBytesOfAFileAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> json(new SendPhoto(42L, new byte[] {1})))
        .withMessageStartingWith("sendPhoto carries the bytes of a file");
  }

  private static String json(BaseRequest<?, ?> request) {
    return TypeLibrary.parameters(request).toString();
  }
}
