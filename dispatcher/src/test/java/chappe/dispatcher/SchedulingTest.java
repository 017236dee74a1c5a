// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.bot.Context;
import chappe.bot.Handler;
import chappe.bot.Job;
import chappe.bot.JobChange;
import chappe.bot.Middlewares;
import chappe.bot.Schedule;
import chappe.common.json.Json;
import chappe.common.record.OutboundCommand;
import chappe.common.record.OutboundCommand.OnResult;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.ScheduleCommand.Action;
import chappe.common.record.ScheduleCommand.Firing;
import chappe.common.record.ScheduleCommand.Missed;
import chappe.common.record.ScheduleCommand.When;
import chappe.common.record.Topic;
import com.fasterxml.jackson.databind.node.NullNode;
import com.pengrad.telegrambot.model.request.InlineKeyboardButton;
import com.pengrad.telegrambot.model.request.InlineKeyboardMarkup;
import com.pengrad.telegrambot.request.AnswerCallbackQuery;
import com.pengrad.telegrambot.request.SendDocument;
import com.pengrad.telegrambot.request.SendMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SchedulingTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  record Case(String name, Function<Schedule, Job> job, When when) {}

  static final List<Case> TIMES =
      List.of(
          new Case("at", it -> it.at(NOON), When.at(NOON)),
          new Case("after", it -> it.after(HOUR), When.after(HOUR)),
          new Case("every", it -> it.every(HOUR).times(3), When.every(HOUR).times(3)),
          new Case(
              "pausing",
              it -> it.pausing(HOUR).from(NOON).until(NOON.plusSeconds(9)),
              When.delay(HOUR).from(NOON).until(NOON.plusSeconds(9))),
          new Case(
              "cron",
              it -> it.cron(" 0 9 * * 1-5 ", PARIS).missed(Missed.NONE),
              When.cron("0 9 * * 1-5", "Europe/Paris").missed(Missed.NONE)),
          new Case(
              "daily",
              it -> it.daily(LocalTime.of(9, 5, 1), PARIS),
              When.cron("1 5 9 * * *", "Europe/Paris")));

  @ParameterizedTest
  @FieldSource("TIMES")
  void everyKindOfTimeIsSaid(Case one) throws Exception {
    assertThat(command(it -> one.job().apply(it).tell("news")))
        .isEqualTo(
            ScheduleCommand.schedule(
                "demo:1001:job:1", one.when(), Firing.event("news", NullNode.instance)));
  }

  @Test
  void aJobWritesIntoItsChat() throws Exception {
    var fires = command(it -> it.after(HOUR).bulk().reply("Tea")).fires();

    assertThat(fires)
        .isEqualTo(
            new Firing(
                OutboundCommand.of(
                    "sendMessage", Json.object().put("chat_id", 42).put("text", "Tea")),
                "bulk",
                null,
                null));
  }

  @Test
  void aJobOfAnotherChatStandsUnderThatChat() throws Exception {
    var bot = bot(it -> it.schedule().in(-7).after(HOUR).send(new SendMessage(-7L, "news")));

    var sent = bot.handle(Updates.text("x")).only();
    assertThat(sent.topic()).isEqualTo(Topic.SCHEDULES);
    assertThat(sent.type()).isEqualTo("schedule");
    assertThat(sent.key()).isEqualTo("demo:-7");
  }

  record Change(Action action, Function<Schedule, JobChange> change) {}

  static final List<Change> CHANGES =
      List.of(
          new Change(Action.CANCEL, it -> it.cancel("tea")),
          new Change(Action.PAUSE, it -> it.pause("tea")),
          new Change(Action.RESUME, it -> it.resume("tea")),
          new Change(Action.RUN_NOW, it -> it.runNow("tea")));

  @ParameterizedTest
  @FieldSource("CHANGES")
  void everyChangeNamesTheJobAndWhoIsTold(Change one) throws Exception {
    assertThat(command(one.change())).isEqualTo(ScheduleCommand.change(one.action(), "tea"));
    assertThat(command(it -> one.change().apply(it).onResult("told", Map.of("a", 1))))
        .isEqualTo(
            ScheduleCommand.change(
                one.action(), "tea", new OnResult("told", "demo:42", Json.object().put("a", 1))));
  }

  @Test
  void aListIsToldToAHandler() throws Exception {
    assertThat(command(it -> it.list("listed")))
        .isEqualTo(
            ScheduleCommand.change(
                Action.LIST, null, new OnResult("listed", "demo:42", NullNode.instance)));
  }

  @Test
  void anIdFollowsFromTheUpdateAndTheCall() throws Exception {
    var bot =
        bot(
            it -> {
              it.schedule().after(HOUR).tell("a");
              it.schedule().after(HOUR).id("mine").replacing().tell("b");
              it.schedule().after(HOUR).tell("c");
            });

    List<ScheduleCommand> first = commands(bot.handle(Updates.text("x")));
    assertThat(first)
        .extracting(ScheduleCommand::job)
        .containsExactly("demo:1001:job:1", "mine", "demo:1001:job:3");
    assertThat(first.get(1).action()).isEqualTo(Action.REPLACE);
    assertThat(commands(bot.attempt(2).handle(Updates.text("x")))).isEqualTo(first);
  }

  @Test
  void anIdStaysShortHoweverManyJobsMadeTheNextOne() {
    var id = "demo:1001";
    for (int i = 0; i < 20; i++) {
      id = "demo:" + DerivedIds.of(id, "job", 1) + ":1@1700000000000";
    }
    assertThat(id).hasSizeLessThan(120);
    assertThat(DerivedIds.of("demo:1001~2", "job", 1))
        .isEqualTo(DerivedIds.of("demo:1001", "job", 1));
  }

  @Test
  void whatFailsSchedulesNothing() throws Exception {
    List<Integer> tries = new ArrayList<>();
    var bot =
        OneBot.with(
            on ->
                on.text(
                        context -> {
                          context.schedule().after(HOUR).id("tea").tell("a");
                          tries.add(1);
                          if (tries.size() == 1) {
                            throw new IllegalStateException("asked to");
                          }
                        })
                    .with(Middlewares.retry(2, Duration.ofMillis(1))));

    assertThat(commands(bot.handle(Updates.text("x")))).hasSize(1);
    assertThat(tries).hasSize(2);
  }

  @Test
  void buttonsOfALaterMessageMayHaveLongDataToo() throws Exception {
    var data = "x".repeat(100);
    var markup = new InlineKeyboardMarkup(new InlineKeyboardButton("a").callbackData(data));
    var bot =
        bot(it -> it.schedule().after(HOUR).send(new SendMessage(42L, "x").replyMarkup(markup)));

    assertThat(
            Json.tree(bot.handle(Updates.text("x")).only().value())
                .findValuesAsText("callback_data"))
        .singleElement()
        .asString()
        .startsWith("chappe~");
  }

  static final List<Consumer<Schedule>> REFUSED =
      List.of(
          it -> it.after(Duration.ofSeconds(-1)),
          it -> it.every(Duration.ZERO),
          it -> it.cron("0 9 * *", PARIS),
          it -> it.cron("0 0 9 * * * 2026", PARIS),
          it -> it.daily(LocalTime.of(9, 0, 0, 1), PARIS),
          it -> it.at(NOON).times(2),
          it -> it.every(HOUR).times(0),
          it -> it.every(HOUR).from(NOON).until(NOON),
          it -> it.after(HOUR).id("two words").tell("a"),
          it -> it.after(HOUR).id("").tell("a"),
          it -> it.after(HOUR).tell("two words"),
          it -> it.after(HOUR).reply(" "),
          it -> it.after(HOUR).reply("x".repeat(4097)),
          it -> it.after(HOUR).send(new SendMessage(43L, "elsewhere")),
          it -> it.after(HOUR).send(new AnswerCallbackQuery("q")),
          it -> it.after(HOUR).send(new SendDocument(42L, new byte[] {1})),
          it -> it.cancel("two words"),
          it -> it.list("two words"));

  @ParameterizedTest
  @FieldSource("REFUSED")
  void whatCannotBeIsRefused(Consumer<Schedule> wrong) throws Exception {
    var bot =
        bot(
            context ->
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> wrong.accept(context.schedule())));

    assertThat(bot.handle(Updates.text("x")).all()).isEmpty();
  }

  @Test
  void whoComesTooLateIsTold() throws Exception {
    List<Context> kept = new ArrayList<>();
    List<JobChange> changes = new ArrayList<>();
    var bot =
        bot(
            it -> {
              kept.add(it);
              changes.add(it.schedule().cancel("tea"));
            });
    var _ = bot.handle(Updates.text("x"));

    assertThatIllegalStateException()
        .isThrownBy(() -> kept.getFirst().schedule().cancel("tea"))
        .withMessageContaining("after the handler had ended");
    assertThatThrownBy(() -> changes.getFirst().onResult("late"))
        .isInstanceOf(IllegalStateException.class);
  }

  private static OneBot bot(Handler handler) {
    return OneBot.with(on -> on.text(handler));
  }

  private static ScheduleCommand command(Function<Schedule, JobChange> change) throws Exception {
    var bot = bot(context -> assertThat(change.apply(context.schedule())).isNotNull());
    return commands(bot.handle(Updates.text("x"))).getFirst();
  }

  private static List<ScheduleCommand> commands(Emitted emitted) {
    return emitted.all().stream().map(it -> Json.read(it.value(), ScheduleCommand.class)).toList();
  }
}
