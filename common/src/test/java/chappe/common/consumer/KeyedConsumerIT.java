// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.consumer.ConsumerOptions.Mode;
import chappe.common.kafka.Group;
import chappe.common.lifecycle.Supervisor;
import chappe.common.record.DeadHeader;
import chappe.common.record.Header;
import chappe.common.record.Topic;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(EmbeddedServers.class)
class KeyedConsumerIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private Line line;

  @BeforeEach
  void openLine(EmbeddedKafka kafka) {
    line = new Line(kafka.bootstrapServers());
  }

  @AfterEach
  void closeLine() {
    line.close();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void everyRecordIsAnsweredOnceAndInOrderPerKeyAndRedeliveriesAreNot(Mode mode) {
    int records = 3_000;
    for (int number = 0; number < records; number++) {
      line.produce(number % 200, number, number % 200 + ":" + number);
      if (number % 20 == 0) {
        line.produce(number % 200, number, number % 200 + ":" + number);
      }
    }
    line.flush();

    try (var _ = line.start(line.options(mode, "one"), Line::echo)) {
      await().atMost(SOON).until(() -> line.answers().size() >= records);
    }

    List<String> answers = line.answers();
    assertThat(answers).doesNotHaveDuplicates().hasSize(records);
    assertThat(disordered(answers)).isEmpty();
  }

  @Test
  void withoutAWindowRedeliveriesAreAnsweredTwice() {
    line.produce(1, 1, "1:1");
    line.produce(1, 2, "1:2");
    line.produce(1, 1, "1:1");
    line.flush();
    ConsumerOptions options = line.options(Mode.TRANSACTION, "one");
    ConsumerOptions without =
        new ConsumerOptions(
            options.group(),
            options.instance(),
            options.mode(),
            options.queueKey(),
            options.retries(),
            new ConsumerOptions.Limits(100, 1 << 20, 1, Duration.ofHours(1), 1 << 20),
            options.drain());

    try (var _ = line.start(without, Line::echo)) {
      await().atMost(SOON).until(() -> line.answers().size() == 3);
    }
  }

  @Test
  void aRedeliveryIsRecognisedAfterARestartFromTheLogItself() {
    line.produce(1, 1, "first");
    line.flush();
    try (var _ = line.start(line.options(Mode.TRANSACTION, "one"), Line::echo)) {
      await().atMost(SOON).until(() -> line.answers().size() == 1);
    }
    line.produce(1, 1, "first");
    line.produce(1, 2, "second");
    line.flush();
    try (var _ = line.start(line.options(Mode.TRANSACTION, "one"), Line::echo)) {
      await().atMost(SOON).until(() -> line.answers().size() >= 2);
    }
    assertThat(line.answers()).containsExactlyInAnyOrder("first", "second");
  }

  @Test
  void oneKeyRunsOneAtATimeAndManyKeysAtOnce() {
    IntStream.range(0, 400)
        .forEach(number -> line.produce(number % 100, number, number % 100 + ":" + number));
    line.flush();
    Map<String, AtomicInteger> runningPerKey = new ConcurrentHashMap<>();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    RecordHandler slow =
        (received, emitter) -> {
          AtomicInteger ofKey =
              runningPerKey.computeIfAbsent(received.key(), _ -> new AtomicInteger());
          if (ofKey.incrementAndGet() > 1) {
            overlaps.incrementAndGet();
          }
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          Thread.sleep(20);
          running.decrementAndGet();
          ofKey.decrementAndGet();
          Line.echo(received, emitter);
        };

    try (var _ = line.start(line.options(Mode.TRANSACTION, "one"), slow)) {
      await().atMost(SOON).until(() -> line.answers().size() == 400);
    }

    assertThat(overlaps).hasValue(0);
    assertThat(most.get()).isGreaterThan(50);
    assertThat(disordered(line.answers())).isEmpty();
  }

  @Test
  void aFailingRecordIsTriedAgainThenDeadLetteredAndItsChatGoesOn() {
    AtomicInteger attempts = new AtomicInteger();
    line.produce(1, 1, "bad");
    line.produce(1, 2, "good");
    line.flush();
    RecordHandler handler =
        (received, emitter) -> {
          Line.echo(received, emitter);
          if (received.id().endsWith(":1")) {
            attempts.incrementAndGet();
            throw new IllegalStateException("broken on purpose");
          }
        };

    try (var _ = line.start(line.options(Mode.TRANSACTION, "one"), handler)) {
      await().atMost(SOON).until(() -> line.answers().equals(List.of("good")));
    }

    assertThat(attempts).hasValue(3);
    var dead = line.committed(Topic.dead("dispatcher"));
    assertThat(dead).hasSize(1);
    assertThat(Line.text(dead.getFirst())).isEqualTo("bad");
    var headers = dead.getFirst().headers();
    assertThat(Header.text(headers, Header.ID)).contains(line.input + ":1");
    assertThat(Header.text(headers, DeadHeader.ATTEMPTS)).contains("3");
    assertThat(Header.text(headers, DeadHeader.ERROR)).contains("java.lang.IllegalStateException");
    assertThat(Header.text(headers, DeadHeader.STACK).orElseThrow())
        .contains("broken on purpose", "KeyedConsumerIT");
  }

  @Test
  void aRecordThatCanNeverBeHandledIsNotTriedAgain() {
    AtomicInteger attempts = new AtomicInteger();
    line.produce(1, 1, "unreadable");
    line.flush();
    RecordHandler handler =
        (_, _) -> {
          attempts.incrementAndGet();
          throw new BadRecordException("no command");
        };

    try (var _ = line.start(line.options(Mode.PLAIN, "one"), handler)) {
      await().atMost(SOON).until(() -> line.committed(Topic.dead("dispatcher")).size() == 1);
    }

    assertThat(attempts).hasValue(1);
  }

  @Test
  void whatFinishedBeyondAStuckRecordIsSkippedAfterARestart() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
    IntStream.range(0, 100).forEach(number -> line.produce(number, number, "text " + number));
    line.flush();
    RecordHandler first =
        (received, emitter) -> {
          if (received.key().equals("demo:0")) {
            stuck.await();
          }
          handled.add(received.key());
          Line.echo(received, emitter);
        };
    try (var _ = line.start(line.options(Mode.TRANSACTION, "one"), first)) {
      await().atMost(SOON).until(() -> line.answers().size() == 99);
    }
    try (var _ =
        line.start(
            line.options(Mode.TRANSACTION, "one"),
            (received, emitter) -> {
              handled.add(received.key());
              Line.echo(received, emitter);
            })) {
      await().atMost(SOON).until(() -> line.answers().size() >= 100);
    }
    assertThat(handled).hasSize(100).doesNotHaveDuplicates();
    assertThat(line.answers()).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void theBrokersRestartLosesAndDoublesNothing(@TempDir Path folder) throws Exception {
    int records = 2_000;
    List<String> answers;
    EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
    int port = kafka.port();
    try (Line own = new Line(kafka.bootstrapServers())) {
      for (int number = 0; number < records; number++) {
        own.produce(number % 50, number, number % 50 + ":" + number);
      }
      own.flush();
      RecordHandler slow =
          (received, emitter) -> {
            Thread.sleep(20);
            Line.echo(received, emitter);
          };
      try (var _ = own.start(own.options(Mode.TRANSACTION, "one"), slow)) {
        await().atMost(SOON).until(() -> own.committedSum() > 200);
        kafka.close();
        Thread.sleep(1_500);
        kafka = EmbeddedKafka.start(folder, port);
        // offsets may be readable a moment before the outputs of the same transaction
        await().atMost(Duration.ofSeconds(60)).until(() -> own.answers().size() >= records);
      }
      answers = own.answers();
    } finally {
      kafka.close();
    }
    assertThat(answers).doesNotHaveDuplicates().hasSize(records);
    assertThat(disordered(answers)).isEmpty();
  }

  @Test
  void aGroupWithoutFirstOffsetsStopsAndNamesTheCure() {
    Supervisor supervisor = new Supervisor();
    Group unknown = new Group("unknown-" + line.group.id(), "dispatcher", line.group.topics());
    ConsumerOptions options = ConsumerOptions.transactional(unknown, "one");

    try (var _ = line.start(options, Line::echo, supervisor)) {
      await().atMost(SOON).until(() -> supervisor.failure().isPresent());
    }

    assertThat(supervisor.failure().orElseThrow().cause())
        .hasMessageContaining("chappe topics --group " + unknown.id());
  }

  @Test
  void aBurstBeyondTheBudgetIsHeldBackAndNothingIsLost() {
    ConsumerOptions options = line.options(Mode.TRANSACTION, "one");
    ConsumerOptions narrow =
        new ConsumerOptions(
            options.group(),
            options.instance(),
            options.mode(),
            options.queueKey(),
            options.retries(),
            new ConsumerOptions.Limits(7, 1 << 20, 1_000, Duration.ofHours(1), 1 << 20),
            options.drain());
    IntStream.range(0, 500)
        .forEach(number -> line.produce(number % 30, number, number % 30 + ":" + number));
    line.flush();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    RecordHandler handler =
        (received, emitter) -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          Thread.sleep(1);
          running.decrementAndGet();
          Line.echo(received, emitter);
        };

    try (var _ = line.start(narrow, handler)) {
      await().atMost(SOON).until(() -> line.answers().size() == 500);
    }

    assertThat(most.get()).isLessThanOrEqualTo(7);
    assertThat(disordered(line.answers())).isEmpty();
  }

  /// Keys whose numbers do not rise; answers are `{chat}:{number}`.
  private static List<String> disordered(List<String> answers) {
    Map<String, Integer> last = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (String answer : answers) {
      String chat = answer.substring(0, answer.indexOf(':'));
      int number = Integer.parseInt(answer.substring(answer.indexOf(':') + 1));
      Integer before = last.put(chat, number);
      if (before != null && before > number) {
        wrong.add(answer);
      }
    }
    return wrong;
  }
}
