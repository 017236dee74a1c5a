// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import chappe.common.record.OutboundCommand.ClaimedFile;
import chappe.common.record.OutboundCommand.OnResult;
import chappe.common.record.Topic;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.pengrad.telegrambot.model.request.InputMediaDocument;
import com.pengrad.telegrambot.request.AnswerCallbackQuery;
import com.pengrad.telegrambot.request.SendDocument;
import com.pengrad.telegrambot.request.SendMediaGroup;
import com.pengrad.telegrambot.request.SendMessage;
import com.pengrad.telegrambot.request.SendPhoto;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SendingTest {
  @Test
  void whoAsksIsToldUnderTheKeyOfTheChatThatAsked() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.text(
                    context -> {
                      context.send(new SendMessage("@channel", "news")).onResult("posted", "a");
                      context.reply("done").onResult("answered");
                    }));

    var out = bot.handle(Updates.text("x")).all();

    assertThat(out.get(0).key()).isEqualTo("demo:@channel");
    assertThat(out.get(0).command().told())
        .contains(new OnResult("posted", "demo:42", TextNode.valueOf("a")));
    assertThat(out.get(1).command().told())
        .contains(new OnResult("answered", "demo:42", NullNode.instance));
  }

  @Test
  void aBroadcastTakesItsOwnLaneAndAMessageMayGoByItself() throws Exception {
    var bot =
        OneBot.with(
            on -> on.text(context -> context.reply("x").bulk().deleteAfter(Duration.ofMinutes(5))));

    var sent = bot.handle(Updates.text("x")).only();

    assertThat(sent.topic()).isEqualTo(Topic.OUTBOUND_BULK);
    assertThat(sent.command().deletedAfter()).contains(Duration.ofMinutes(5));
  }

  @Test
  void whatCannotBeIsRefused() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.text(
                    context -> {
                      assertThatIllegalStateException()
                          .isThrownBy(() -> context.send(new AnswerCallbackQuery("q")).bulk());
                      assertThatIllegalArgumentException()
                          .isThrownBy(() -> context.reply("x").onResult("two words"));
                      assertThatIllegalArgumentException()
                          .isThrownBy(() -> context.reply("x").deleteAfter(Duration.ZERO));
                      assertThatIllegalArgumentException()
                          .isThrownBy(
                              () -> context.send(new SendDocument(42L, new byte[50_000_001])));
                    }));

    bot.handle(Updates.text("x"));
  }

  @Test
  void theBytesOfFilesStayOutOfTheCommand() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.text(
                    context -> {
                      context.send(
                          new SendDocument(42L, new byte[] {1})
                              .fileName("a.txt")
                              .contentType("text/plain"));
                      context.send(new SendPhoto(42L, "file-id"));
                      context.send(
                          new SendMediaGroup(
                              42L,
                              new InputMediaDocument(new byte[] {2}).fileName("b.txt"),
                              new InputMediaDocument(new byte[] {3}).fileName("c.txt")));
                    }));

    var out = bot.handle(Updates.text("x")).all();

    assertThat(out.get(0).params()).isEqualTo("{\"chat_id\":42}");
    assertThat(out.get(0).command().claimed())
        .containsExactly(new ClaimedFile("document", "demo:1001:file:1", "a.txt", "text/plain"));
    assertThat(out.get(1).params()).contains("\"photo\":\"file-id\"");
    assertThat(out.get(1).command().claimed()).isEmpty();
    assertThat(out.get(2).command().claimed())
        .extracting(ClaimedFile::claim)
        .containsExactly("demo:1001:file:2", "demo:1001:file:3");
    assertThat(out.get(2).command().claimed())
        .allSatisfy(it -> assertThat(out.get(2).params()).contains("attach://" + it.part()));
    assertThat(bot.files.get("demo:1001:file:1")).containsExactly(1);
    assertThat(bot.files.get("demo:1001:file:3")).containsExactly(3);
  }

  @Test
  void aFailedAttemptPutsNoFileAside() {
    var bot =
        OneBot.with(
            on ->
                on.text(
                    context -> {
                      context.send(new SendDocument(42L, new byte[] {1}));
                      throw new IllegalStateException("asked to");
                    }));

    assertThatIllegalStateException().isThrownBy(() -> bot.handle(Updates.text("x")));
    assertThat(bot.files).isEmpty();
  }
}
