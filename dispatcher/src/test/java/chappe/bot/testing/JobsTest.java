// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.testing;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bot.Bot;
import chappe.bot.Context;
import chappe.bot.Routes;
import chappe.bot.Step;
import chappe.common.record.Event.JobResult;
import com.pengrad.telegrambot.request.SendMessage;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Jobs in a test of a bot: they fire as the test lets the time pass.
class JobsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final List<JobResult> told = new ArrayList<>();
  private final BotUnderTest bot = BotUnderTest.of(new JobBot());
  private final Person ada = bot.person("Ada");

  record Open(String said) {}

  private final class JobBot implements Bot {
    @Override
    public void configure(Routes on) {
      on.command("once", "do it", it -> it.schedule().after(MINUTE).reply("Tea"));
      on.command(
          "often", "do it", it -> it.schedule().every(MINUTE).id("tick").times(3).tell("tick"));
      on.command("pausing", "do it", it -> it.schedule().pausing(MINUTE).id("tick").tell("tick"));
      on.command("cron", "do it", this::cron);
      on.command("end", "do it", it -> it.schedule().cancel("tick").onResult("told"));
      on.command("hold", "do it", it -> it.schedule().pause("tick"));
      on.command("resume", "do it", it -> it.schedule().resume("tick"));
      on.command("now", "do it", it -> it.schedule().runNow("tick"));
      on.command("list", "do it", it -> it.schedule().list("told"));
      on.job("tick", (context, due) -> context.reply("Tick of " + due.dueAt()));
      on.jobResult("told", (_, result) -> told.add(result));
      on.conversation("order", Open.class, (context, _) -> Step.next(new Open(context.text())))
          .startedBy("order", "do it", _ -> new Open(""))
          .timeout(MINUTE)
          .timedOut((context, open) -> context.reply("Forgotten after " + open.said()));
      on.daily(
          "summary",
          LocalTime.of(21, 0),
          ZoneOffset.UTC,
          context -> context.send(new SendMessage(1L, "Night")));
    }

    private void cron(Context context) {
      var arguments = context.arguments();
      context.schedule().cron(arguments.rest(), ZoneOffset.UTC).id("tick").tell("tick");
    }
  }

  @Test
  void aJobFiresOnceAndNotBefore() {
    ada.says("/once");

    assertThat(bot.passes(MINUTE.minusMillis(1)).isEmpty()).isTrue();
    assertThat(bot.passes(Duration.ofMillis(1)).text()).isEqualTo("Tea");
    assertThat(bot.passes(MINUTE).isEmpty()).isTrue();
  }

  @Test
  void aJobFiresAgainAndAgainAtItsTimes() {
    ada.says("/often");

    assertThat(bot.passes(MINUTE.multipliedBy(9)).texts())
        .containsExactly(
            "Tick of 2026-01-01T09:01:00Z",
            "Tick of 2026-01-01T09:02:00Z",
            "Tick of 2026-01-01T09:03:00Z");
  }

  @Test
  void cronKnowsDaysAndWeeks() {
    ada.says("/cron 30 6 * * MON-TUE");
    // The first of January 2026 is a Thursday.
    assertThat(bot.passes(DAY.multipliedBy(7)).texts())
        .filteredOn(it -> it.startsWith("Tick"))
        .containsExactly("Tick of 2026-01-05T06:30:00Z", "Tick of 2026-01-06T06:30:00Z");

    ada.says("/cron 0 0 0 29 FEB *");
    assertThat(bot.passes(DAY.multipliedBy(800)).texts()).contains("Tick of 2028-02-29T00:00:00Z");
  }

  @Test
  void aCancelledJobNeverFiresAndItIsToldWhetherThereWasOne() {
    ada.says("/pausing");
    ada.says("/end");
    ada.says("/end");

    assertThat(told).extracting(JobResult::found).containsExactly(true, false);
    assertThat(bot.passes(MINUTE).isEmpty()).isTrue();
  }

  @Test
  void aPausedJobLosesWhatItMisses() {
    ada.says("/often");
    ada.says("/hold");
    assertThat(bot.passes(MINUTE.multipliedBy(2)).isEmpty()).isTrue();
    ada.says("/resume");

    assertThat(bot.passes(MINUTE).text()).isEqualTo("Tick of 2026-01-01T09:03:00Z");
  }

  @Test
  void whatFiresNowStillFiresAtItsTime() {
    ada.says("/pausing");
    ada.says("/now");

    assertThat(bot.passes(Duration.ZERO).text()).isEqualTo("Tick of 2026-01-01T09:00:00Z");
    assertThat(bot.passes(MINUTE).text()).isEqualTo("Tick of 2026-01-01T09:01:00Z");
  }

  @Test
  void theListHasTheJobsOfTheChat() {
    ada.says("/often");
    bot.person("Bob").says("/pausing");
    bot.passes(MINUTE);
    ada.says("/list");

    assertThat(told.getFirst().jobs())
        .containsExactly(
            new JobResult.Job(
                "tick", false, BotUnderTest.START.plus(MINUTE.multipliedBy(2)), 1, "tick"));
  }

  @Test
  void whoDoesNotAnswerInTimeIsTold() {
    ada.says("/order");
    bot.passes(MINUTE.minusMillis(1));
    ada.says("tea");

    assertThat(bot.passes(MINUTE.minusMillis(1)).isEmpty()).isTrue();
    assertThat(bot.passes(Duration.ofMillis(1)).text()).isEqualTo("Forgotten after tea");
    assertThat(bot.passes(DAY.dividedBy(4)).isEmpty()).isTrue();
    assertThat(ada.says("cake").isEmpty()).isTrue();
  }

  @Test
  void whoHasEndedTheConversationIsLeftAlone() {
    ada.says("/order");
    ada.says("/cancel");

    assertThat(bot.passes(MINUTE).isEmpty()).isTrue();
  }

  @Test
  void theBotsOwnJobsFireToo() {
    assertThat(bot.passes(DAY.multipliedBy(2)).texts()).containsExactly("Night", "Night");
  }
}
