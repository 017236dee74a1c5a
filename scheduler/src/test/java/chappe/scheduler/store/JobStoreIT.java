// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.record.ScheduleCommand.Action;
import chappe.common.record.ScheduleCommand.Missed;
import chappe.common.settings.Secret;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import chappe.scheduler.store.Job.State;
import chappe.scheduler.timing.InvalidJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServers.class)
class JobStoreIT {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00.123Z");
  private static final UUID TOPIC = UUID.randomUUID();

  private final Jdbi jdbi;
  private final Watermarks watermarks;
  private final JobStore store;
  private final Instances instances;

  JobStoreIT(FreshDatabase fresh) {
    var _ =
        Migrations.migrate(new DatabaseSettings(Secret.of(fresh.url()), 5), List.of("scheduler"));
    jdbi = Jdbi.create(fresh.jdbcUrl());
    watermarks = new Watermarks(jdbi);
    store = new JobStore(jdbi, watermarks, 3);
    instances = new Instances(jdbi);
  }

  @BeforeEach
  void empty() {
    jdbi.useHandle(
        it -> it.execute("truncate scheduler.jobs, scheduler.instances, scheduler.watermarks"));
  }

  @Test
  void aRedeliveredCommandAnswersTheSameAndAnOlderOneChangesNothing() {
    assertThat(apply(made("a", 10, NOW))).isEqualTo(found(false));
    assertThat(apply(made("a", 12, NOW.plusSeconds(5)))).isEqualTo(found(true));

    assertThat(apply(made("a", 12, NOW.plusSeconds(5)))).isEqualTo(found(true));
    assertThat(apply(made("a", 10, NOW))).isEqualTo(found(true));
    assertThat(store.find(key("a")).flatMap(Job::due)).contains(NOW.plusSeconds(5));
    assertThat(store.find(key("a")).map(Job::version)).contains("0.12");
  }

  @Test
  void aCancelOutlivesTheRedeliveryOfWhatItCancelled() {
    apply(made("a", 10, NOW));
    assertThat(apply(change("a", 11, Action.CANCEL))).isEqualTo(found(true));
    assertThat(apply(change("b", 11, Action.CANCEL))).isEqualTo(found(false));

    apply(made("a", 10, NOW));
    apply(made("b", 10, NOW));

    assertThat(store.fetch(token(), NOW, NOW.plusSeconds(60), 10)).isEmpty();
    assertThat(apply(change("a", 11, Action.CANCEL))).isEqualTo(found(true));
  }

  @Test
  void belowTheWatermarkACommandThatComesNeverthelessChangesNothing() {
    watermarks.advance(TOPIC, Map.of(0, 100L));

    assertThat(apply(made("a", 99, NOW))).isEqualTo(found(false));
    assertThat(store.find(key("a"))).isEmpty();
    var again =
        new Change(
            key("a"), new Place(0, 99, true), Action.SCHEDULE, made("a", 99, NOW).made(), NOW);
    assertThat(store.apply(List.of(again), 0, NOW).get(again)).isInstanceOf(Applied.Done.class);
    assertThat(store.find(key("a"))).as("a dead letter that is sent again").isPresent();
  }

  @Test
  void positionsOfATopicThatIsNoMoreMeanNothing() {
    store.begin(TOPIC);
    watermarks.advance(TOPIC, Map.of(0, 100L));
    apply(made("a", 200, NOW));

    store.begin(UUID.randomUUID());

    assertThat(apply(made("a", 5, NOW.plusSeconds(9)))).isEqualTo(found(true));
    assertThat(store.find(key("a")).map(Job::version)).contains("0.5");
  }

  @Test
  void onlyWhatIsStillTheSameIsDecided() {
    long token = token();
    apply(made("cancelled", 1, NOW.plusMillis(10)));
    apply(made("replaced", 2, NOW.plusMillis(10)));
    apply(made("paused", 3, NOW.plusMillis(10)));
    var first = fetched(token);
    apply(change("cancelled", 4, Action.CANCEL));
    apply(made("replaced", 5, NOW.plusMillis(10)));
    apply(change("paused", 6, Action.PAUSE));

    assertThat(store.decide(token, first)).isEmpty();
    var second = fetched(token);
    assertThat(second).extracting(it -> it.job().version()).containsExactly("0.5");
    assertThat(store.decide(token + 1, second)).as("another's").isEmpty();
    assertThat(store.decide(token, second)).hasSize(1);
    assertThat(store.decide(token, second)).as("a second time").isEmpty();
  }

  @Test
  void whatIsBeingFiredWaitsForNobodyAndOthersWaitForIt() {
    long token = token();
    apply(made("a", 1, NOW.plusMillis(10)));
    var decided = store.decide(token, fetched(token));

    assertThat(apply(change("a", 2, Action.CANCEL))).isInstanceOf(Applied.Busy.class);
    assertThat(apply(made("a", 3, NOW))).isInstanceOf(Applied.Busy.class);
    settle(token, decided);

    assertThat(apply(change("a", 2, Action.CANCEL))).isEqualTo(found(false));
  }

  @Test
  void whatIsOverLeavesOnceNoRedeliveryCanCome() {
    long token = token();
    apply(made("a", 1, NOW.plusMillis(10)));
    settle(token, store.decide(token, fetched(token)));
    assertThat(store.find(key("a")).map(Job::state)).contains(State.ENDED);
    assertThat(apply(made("a", 1, NOW))).isEqualTo(found(false));
    assertThat(fetched(token)).isEmpty();

    watermarks.advance(TOPIC, Map.of(0, 3L));
    jdbi.useHandle(
        it -> it.execute("update scheduler.jobs set ended_at = now() - interval '2 minutes'"));
    assertThat(store.sweep(10)).isEqualTo(1);
    assertThat(store.find(key("a"))).isEmpty();

    apply(made("b", 5, NOW.plusMillis(10)));
    watermarks.advance(TOPIC, Map.of(0, 6L));
    settle(token, store.decide(token, fetched(token)));
    assertThat(store.find(key("b"))).as("below the watermark it leaves at once").isEmpty();
  }

  @Test
  void jobsOfADeadInstanceAreFreeAndWhatItHadDecidedKeepsItsMoment() {
    long dead = token();
    apply(made("waits", 1, NOW.plusMillis(10)));
    apply(made("fires", 2, NOW.plusMillis(10)));
    var both = fetched(dead);
    var one = both.stream().filter(it -> it.job().key().job().equals("fires")).toList();
    assertThat(store.decide(dead, one)).hasSize(1);
    jdbi.useHandle(
        it -> it.execute("update scheduler.instances set alive_until = now() - interval '1 s'"));
    long heir = token();
    assertThat(instances.beat(dead)).isFalse();
    assertThat(instances.bury()).isEqualTo(1);

    assertThat(store.free(NOW)).isEqualTo(2);
    var taken = store.fetch(heir, NOW, NOW.plusSeconds(3), 10);

    assertThat(taken)
        .extracting(it -> it.key().job(), Job::state)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("waits", State.WAITING),
            org.assertj.core.groups.Tuple.tuple("fires", State.FIRING));
    assertThat(store.decide(dead, both)).as("the dead one wakes up").isEmpty();
  }

  @Test
  void whatIsOverdueIsDecidedWhenItIsFetched() {
    apply(made("late", 1, NOW.minusSeconds(5)));
    apply(made("soon", 2, NOW.plusSeconds(1)));

    assertThat(store.fetch(token(), NOW, NOW.plusSeconds(3), 10))
        .extracting(Job::state)
        .containsExactly(State.FIRING, State.WAITING);
  }

  @Test
  void whatIsDueSoonIsTakenAlongWithItsRow() {
    var change = made("a", 1, NOW.plusSeconds(1));

    var applied = store.apply(List.of(change), 77, NOW.plusSeconds(3)).get(change);

    assertThat(applied)
        .isInstanceOfSatisfying(
            Applied.Done.class, it -> assertThat(it.job().map(Job::lease)).contains(77L));
    assertThat(store.fetch(token(), NOW, NOW.plusSeconds(3), 10)).isEmpty();
  }

  @Test
  void aChatHasItsBoundAndReplacingNeedsNoRoom() {
    for (int i = 0; i < 3; i++) {
      apply(made("j" + i, i, NOW));
    }
    assertThat(apply(made("j3", 4, NOW)))
        .isEqualTo(new Applied.Refused("there are 3 jobs of this chat already, the most"));
    assertThat(apply(made("j0", 5, NOW))).isEqualTo(found(true));
    assertThat(store.find(key("j3"))).isEmpty();
    assertThatExceptionOfType(InvalidJob.class).isThrownBy(() -> store.checkRoom(key("j3")));
    apply(change("j1", 6, Action.CANCEL));
    assertThat(apply(made("j3", 7, NOW))).isEqualTo(found(false));
  }

  @Test
  void pausedJobsAreResumedWithoutWhatTheyMissed() {
    apply(made("a", 1, NOW.plusSeconds(10)));
    apply(change("a", 2, Action.PAUSE));
    assertThat(store.fetch(token(), NOW.plusSeconds(60), NOW.plusSeconds(63), 10)).isEmpty();

    var late =
        new Change(
            key("a"), new Place(0, 3, false), Action.RESUME, Optional.empty(), NOW.plusSeconds(60));
    assertThat(store.apply(List.of(late), 0, NOW).get(late))
        .isEqualTo(new Applied.Done(true, Optional.empty()));
    assertThat(store.find(key("a")).map(Job::state)).contains(State.ENDED);
  }

  @Test
  void idsOfAllKindsAreStoredAndListedInOrder() {
    var odd = List.of("ä/😀'\"\\%_", "a", "Z");
    for (int i = 0; i < odd.size(); i++) {
      apply(made(odd.get(i), i, NOW));
    }
    var all =
        new JobFilter(
            Optional.of("demo"), Optional.of("42"), Optional.empty(), Optional.empty(), 2);
    var page = store.list(all);
    assertThat(page).extracting(it -> it.key().job()).containsExactly("Z", "a");
    var rest =
        new JobFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.of(State.WAITING),
            Optional.of(page.getLast().key()),
            2);
    assertThat(store.list(rest)).extracting(it -> it.key().job()).containsExactly(odd.getFirst());
    assertThat(store.ofBot("demo")).isEmpty();
    assertThat(store.due(NOW.plusSeconds(1))).isEqualTo(3);
  }

  private long token() {
    return instances.register("test");
  }

  private List<Decided> fetched(long token) {
    return store.fetch(token, NOW, NOW.plusSeconds(3), 10).stream()
        .map(it -> new Decided(it, it.due().orElseThrow()))
        .toList();
  }

  private void settle(long token, List<Decided> decided) {
    store.settle(
        token,
        decided.stream().map(it -> new Settled(it.job(), Optional.empty(), 1, false)).toList());
  }

  private Applied apply(Change change) {
    var applied = Objects.requireNonNull(store.apply(List.of(change), 0, NOW).get(change));
    return applied instanceof Applied.Done(boolean found, _) ? found(found) : applied;
  }

  private static Applied found(boolean found) {
    return new Applied.Done(found, Optional.empty());
  }

  private static JobKey key(String job) {
    return new JobKey("demo:42", job);
  }

  private static Change change(String job, long offset, Action action) {
    return new Change(key(job), new Place(0, offset, false), action, Optional.empty(), NOW);
  }

  private static Change made(String job, long offset, Instant due) {
    var row =
        new Job(
            key(job),
            "0." + offset,
            0,
            offset,
            false,
            State.WAITING,
            Optional.of(due),
            0,
            false,
            Missed.ONCE,
            0,
            NOW.minus(Duration.ofHours(1)),
            "{\"at\":\"" + due + "\"}",
            "{\"event\":\"remind\"}");
    return new Change(
        key(job), new Place(0, offset, false), Action.SCHEDULE, Optional.of(row), NOW);
  }
}
