// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import chappe.bot.ButtonType;
import chappe.bot.Context;
import chappe.bot.InlineKeyboard;
import chappe.bot.Media;
import chappe.bot.ReplyKeyboard;
import chappe.common.json.Json;
import chappe.common.record.OutboundCommand.ClaimedFile;
import com.pengrad.telegrambot.request.SendMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Keyboards, media, edits, and buttons whose data are records.
class AnsweringTest {
  enum Size {
    SMALL,
    LARGE
  }

  record Pick(long item, int amount, boolean gift, String note, Size size) {}

  record Nothing() {}

  private static final ButtonType<Pick> PICK = ButtonType.of("pick", Pick.class);

  record Case(String json, Consumer<Context> sends) {}

  static final List<Case> CASES =
      List.of(
          new Case(
              """
              {"chat_id":42,"text":"x","reply_markup":{"inline_keyboard":[\
              [{"text":"a","callback_data":"1"},{"text":"b","url":"https://example.org"}],\
              [{"text":"c","web_app":{"url":"https://example.org"}}],\
              [{"text":"d","switch_inline_query":"q"},{"text":"e","copy_text":{"text":"f"}}]]}}\
              """,
              it ->
                  it.reply("x")
                      .keyboard(
                          InlineKeyboard.of()
                              .row()
                              .button("a", "1")
                              .url("b", "https://example.org")
                              .row()
                              .row()
                              .webApp("c", "https://example.org")
                              .row()
                              .inline("d", "q")
                              .copy("e", "f"))),
          new Case(
              "{\"chat_id\":42,\"text\":\"x\",\"reply_markup\":{\"inline_keyboard\":[]}}",
              it -> it.send(new SendMessage(42L, "x")).keyboard(InlineKeyboard.of())),
          new Case(
              """
              {"chat_id":42,"text":"x","reply_markup":{"resize_keyboard":true,\
              "one_time_keyboard":true,"input_field_placeholder":"which?","keyboard":[\
              [{"text":"a"},{"text":"b"}],\
              [{"text":"c","request_contact":true},{"text":"d","request_location":true}]]}}\
              """,
              it ->
                  it.reply("x")
                      .keyboard(
                          ReplyKeyboard.of()
                              .key("a")
                              .key("b")
                              .row()
                              .contact("c")
                              .location("d")
                              .once()
                              .placeholder("which?"))),
          new Case(
              "{\"chat_id\":42,\"text\":\"x\",\"reply_markup\":{\"remove_keyboard\":true}}",
              it -> it.reply("x").keyboard(ReplyKeyboard.remove())),
          new Case(
              "{\"chat_id\":42,\"text\":\"x\",\"parse_mode\":\"HTML\"}",
              it -> it.reply("x").option("parse_mode", "HTML")),
          new Case(
              "{\"chat_id\":42,\"photo\":\"https://example.org/a.png\",\"caption\":\"a\"}",
              it -> it.reply(Media.photo("https://example.org/a.png").caption("a"))),
          new Case("{\"chat_id\":42,\"voice\":\"id\"}", it -> it.reply(Media.voice("id"))),
          new Case("{\"chat_id\":42,\"video\":\"id\"}", it -> it.reply(Media.video("id"))),
          new Case("{\"chat_id\":42,\"audio\":\"id\"}", it -> it.reply(Media.audio("id"))),
          new Case("{\"chat_id\":42,\"animation\":\"id\"}", it -> it.reply(Media.animation("id"))));

  @ParameterizedTest
  @FieldSource("CASES")
  void whatIsSentIsWhatTheBotApiWants(Case one) throws Exception {
    var bot = OneBot.with(on -> on.text(one.sends()::accept));

    assertThat(bot.handle(Updates.text("x")).only().params()).isEqualTo(one.json());
  }

  @Test
  void aKeyboardStandsBelowTheLastPartOfALongText() throws Exception {
    var bot =
        OneBot.with(
            on -> on.text(it -> it.reply("x".repeat(5000)).keyboard(ReplyKeyboard.remove())));

    assertThat(bot.handle(Updates.text("x")).all())
        .extracting(it -> it.command().params().has("reply_markup"))
        .containsExactly(false, true);
  }

  @Test
  void bytesOfMediaArePutAside() throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.text(
                    it -> {
                      it.reply(Media.document(new byte[] {1}, "a.pdf").caption("b"));
                      it.album(Media.photo("id"), Media.video(new byte[] {2}, "c.mp4"));
                    }));

    var out = bot.handle(Updates.text("x")).all();
    assertThat(out.getFirst().command().method()).isEqualTo("sendDocument");
    assertThat(out.getFirst().params()).isEqualTo("{\"chat_id\":42,\"caption\":\"b\"}");
    assertThat(out.getFirst().command().claimed())
        .containsExactly(
            new ClaimedFile("document", "demo:1001:file:1", "a.pdf", "application/pdf"));
    assertThat(out.getLast().command().method()).isEqualTo("sendMediaGroup");
    assertThat(out.getLast().params())
        .isEqualTo(
            """
            {"chat_id":42,"media":[{"type":"photo","media":"id"},\
            {"type":"video","media":"attach://file1"}]}\
            """);
    assertThat(out.getLast().command().claimed())
        .extracting(ClaimedFile::part)
        .containsExactly("file1");
  }

  static final List<Consumer<Context>> REFUSED =
      List.of(
          it -> Media.photo(" "),
          it -> Media.photo(new byte[0], "a.png"),
          it -> Media.photo(new byte[] {1}, ""),
          it -> Media.photo("id").caption("x".repeat(1025)),
          it -> it.album(Media.photo("id")),
          it ->
              it.album(
                  IntStream.range(0, 11).mapToObj(_ -> Media.photo("id")).toArray(Media[]::new)),
          it -> InlineKeyboard.of().button(" ", "data"),
          it -> ReplyKeyboard.of().key(""),
          it -> ButtonType.of("two words", Pick.class),
          it -> ButtonType.of("a", Case.class));

  @ParameterizedTest
  @FieldSource("REFUSED")
  void whatCannotBeIsRefused(Consumer<Context> wrong) throws Exception {
    var bot =
        OneBot.with(
            on ->
                on.text(
                    it -> assertThatIllegalArgumentException().isThrownBy(() -> wrong.accept(it))));

    assertThat(bot.handle(Updates.text("x")).all()).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> ReplyKeyboard.remove().key("a"));
  }

  @Test
  void aPressGivesTheRecordThatWasPutOnTheButton() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.callback(PICK, (context, pick) -> context.edit(pick.toString()));
              on.callback(context -> context.answer("not any more"));
            });
    for (String note : List.of("", "%", ":", "a:b%3Ac", "é".repeat(99), "a\nb")) {
      var pick = new Pick(Long.MIN_VALUE, 2, true, note, Size.LARGE);

      assertThat(PICK.read(PICK.data(pick))).contains(pick);
      assertThat(bot.handle(pressed(PICK.data(pick))).texts()).containsExactly(pick.toString());
    }
    for (String other : List.of("pick:1", "pick:1:2:3:a:SMALL", "pick:x:2:true:a:SMALL", "pi:1")) {
      assertThat(bot.handle(pressed(other)).texts()).containsExactly("not any more");
    }
  }

  @Test
  void aRecordOfNothingIsAButtonToo() {
    var type = ButtonType.of("none", Nothing.class);

    assertThat(type.read(type.data(new Nothing()))).contains(new Nothing());
    assertThat(type.read("none")).isEmpty();
  }

  @Test
  void anEditGoesToTheMessageOfTheButton() throws Exception {
    var bot =
        OneBot.with(
            on -> {
              on.callback(it -> it.edit("new").keyboard(InlineKeyboard.of().button("a", "b")));
              on.text(it -> it.edit("new"));
            });

    assertThat(bot.handle(pressed("x")).only().params())
        .isEqualTo(
            """
            {"chat_id":42,"message_id":9,"text":"new",\
            "reply_markup":{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}}\
            """);
    var inline =
        Updates.of("callback_query", "\"id\":\"q\",\"data\":\"x\",\"inline_message_id\":\"i\"");
    assertThat(bot.handle(inline).only().params()).startsWith("{\"inline_message_id\":\"i\",");
    assertThatIllegalStateException().isThrownBy(() -> bot.handle(Updates.text("x")));
  }

  @Test
  void aLongListIsDealtOutInPages() {
    var all = IntStream.rangeClosed(1, 7).boxed().toList();

    assertThat(labels(all, 0)).containsExactly("1", "2", "3", "‹", "1/3", "›");
    assertThat(labels(all, 2)).containsExactly("7", "‹", "3/3", "›");
    assertThat(labels(all, 9)).containsExactly("7", "‹", "3/3", "›");
    assertThat(labels(all.subList(0, 3), 0)).containsExactly("1", "2", "3");
    assertThat(labels(List.of(), 0)).isEmpty();
    var turns = page(all, 0).json().findValuesAsText("callback_data");
    assertThat(turns).endsWith("page:2", "page:0", "page:1");
  }

  private static InlineKeyboard page(List<Integer> all, int page) {
    return InlineKeyboard.page(
        all, page, 3, (row, it) -> row.button("" + it, "pick:" + it), it -> "page:" + it);
  }

  private static List<String> labels(List<Integer> all, int page) {
    return page(all, page).json().findValuesAsText("text");
  }

  private static String pressed(String data) {
    var quoted = new String(Json.bytes(data), StandardCharsets.UTF_8);
    return Updates.of(
        "callback_query",
        "\"id\":\"q\",\"from\":{\"id\":42},\"data\":"
            + quoted
            + ",\"message\":{\"message_id\":9,\"chat\":{\"id\":42,\"type\":\"private\"}}");
  }
}
