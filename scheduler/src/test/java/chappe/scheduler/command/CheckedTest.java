// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chappe.common.json.Json;
import chappe.common.record.OutboundCommand;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.ScheduleCommand.Firing;
import chappe.common.record.ScheduleCommand.When;
import chappe.scheduler.store.Change;
import chappe.scheduler.store.Place;
import chappe.scheduler.timing.InvalidJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CheckedTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final When SOON = When.after(Duration.ofMinutes(1));
  private static final Firing TOLD = Firing.event("told", Json.object());

  static final List<ScheduleCommand> BAD =
      List.of(
          ScheduleCommand.schedule("a", SOON, Firing.event("no name", Json.object())),
          ScheduleCommand.schedule(
              "a", SOON, Firing.event("big", Json.object().put("x", "x".repeat(70_000)))),
          ScheduleCommand.schedule("half\ud83d", SOON, TOLD),
          ScheduleCommand.schedule(
              "a",
              SOON,
              new Firing(OutboundCommand.of("getMe", Json.object()), "urgent", null, null)),
          ScheduleCommand.schedule("a", When.every(Duration.ofHours(1)).until(NOON), TOLD),
          ScheduleCommand.schedule("a", When.cron("* * *", "UTC"), TOLD));

  @Test
  void aGoodCommandIsAJobAsItBegins() throws InvalidJob {
    var job = checked(ScheduleCommand.schedule("😀/ä", SOON, TOLD)).made().orElseThrow();

    assertThat(job.due()).contains(NOON.plusSeconds(60));
    assertThat(job.version()).isEqualTo("3.17");
    assertThat(job.firing()).isEqualTo(TOLD);
    assertThat(job.firingId(NOON)).isEqualTo("demo:😀/ä:3.17@" + NOON.toEpochMilli());
  }

  @ParameterizedTest
  @FieldSource("BAD")
  void whatCannotBeMadeIsRefusedWithAReason(ScheduleCommand command) {
    assertThatExceptionOfType(InvalidJob.class)
        .isThrownBy(() -> checked(command))
        .satisfies(it -> assertThat(it.getMessage()).isNotBlank());
  }

  private static Change checked(ScheduleCommand command) throws InvalidJob {
    return Checked.of("demo:42", command, new Place(3, 17, false), NOON, NOON);
  }
}
