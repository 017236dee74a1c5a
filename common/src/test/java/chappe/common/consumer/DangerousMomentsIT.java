// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.consumer.ConsumerOptions.Mode;
import chappe.common.consumer.Seams.Guard;
import chappe.common.database.Database;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each moment in which a promise could break, met on purpose, with its guard on and off: what
/// holds with the guard on must fail with it off, or the test proves nothing.
@Timeout(120)
@ExtendWith(EmbeddedServers.class)
class DangerousMomentsIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  private Line line;
  private Database database;

  @BeforeEach
  void open(EmbeddedKafka kafka, FreshDatabase fresh) {
    line = new Line(kafka.bootstrapServers());
    database = Line.database(fresh);
  }

  @AfterEach
  void close() {
    database.close();
    line.close();
  }

  private KeyedConsumer start(String instance, RecordHandler handler, Seams seams) {
    return line.start(line.options(Mode.TRANSACTION, instance), handler, new Storage.None(), seams);
  }

  private static Seams guards(boolean on, Guard guard) {
    return new Seams(UnaryOperator.identity(), on ? Set.of() : Set.of(guard));
  }

  /// What happens around one call of a producer, once.
  private interface Moment {
    Object around(Call call) throws Throwable;

    interface Call {
      Object go() throws Throwable;
    }
  }

  /// A producer that meets the moment at the first call of a method with that name.
  private static UnaryOperator<Producer<String, byte[]>> at(String method, Moment moment) {
    AtomicBoolean met = new AtomicBoolean();
    return producer ->
        met(
            producer,
            method,
            call -> met.compareAndSet(false, true) ? moment.around(call) : call.go());
  }

  @SuppressWarnings("unchecked")
  private static Producer<String, byte[]> met(
      Producer<String, byte[]> producer, String method, Moment moment) {
    return (Producer<String, byte[]>)
        Proxy.newProxyInstance(
            Producer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (_, called, arguments) -> {
              Moment.Call call =
                  () -> {
                    try {
                      return called.invoke(producer, arguments);
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  };
              return called.getName().equals(method) ? moment.around(call) : call.go();
            });
  }

  private void produce(int records) {
    IntStream.range(0, records)
        .forEach(number -> line.produce(number % 20, number, number % 20 + ":" + number));
    line.flush();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPartitionThatMovesOnWhileItsHandlerRunsIsAnsweredOnce(boolean on) throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    ConcurrentLinkedQueue<String> stuck = new ConcurrentLinkedQueue<>();
    RecordHandler handler =
        (received, emitter) -> {
          stuck.add(received.id());
          awaitUninterruptibly(goOn);
          Line.echo(received, emitter);
        };
    produce(20);
    int answers;
    try (var _ = start("one", handler, guards(on, Guard.FENCE))) {
      await().atMost(SOON).until(() -> stuck.size() == 20);
      try (var _ = start("two", Line::echo, Seams.NONE)) {
        await().atMost(SOON).until(() -> !line.answers().isEmpty());
        int moved = line.answers().size();
        goOn.countDown();
        await().atMost(SOON).until(() -> line.answers().stream().distinct().count() == 20);
        answers = line.answers().size();
        if (!on) {
          await().atMost(SOON).until(() -> line.answers().size() == 20 + moved);
          answers = line.answers().size();
        }
      }
    }
    if (on) {
      assertThat(answers).isEqualTo(20);
      assertThat(line.answers()).hasSize(20);
    } else {
      assertThat(answers).isGreaterThan(20);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCommitWhoseAnswerIsLostIsLookedUp(boolean on) {
    var lost =
        at(
            "commitTransaction",
            call -> {
              call.go();
              throw new TimeoutException("the answer is lost");
            });
    produce(50);
    ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
    try (var _ = start("one", counting(handled), new Seams(lost, off(on, Guard.OUTCOME)))) {
      await().atMost(SOON).until(() -> line.answers().stream().distinct().count() == 50);
    }
    assertThat(handled).doesNotHaveDuplicates();
    if (on) {
      assertThat(line.answers()).hasSize(50);
    } else {
      assertThat(line.answers()).hasSizeGreaterThan(50);
    }
  }

  @Test
  void anEarlyRecordWhoseRoundIsUnansweredIsSentAgain() {
    var lost =
        at(
            "commitTransaction",
            call -> {
              call.go();
              throw new TimeoutException("the answer is lost");
            });
    CountDownLatch goOn = new CountDownLatch(1);
    RecordHandler handler =
        (received, emitter) -> {
          emitter.early(Topic.OUTBOUND_REPLY, received.recordKey(), "command", received.value());
          goOn.await();
        };
    produce(1);
    try (var _ = start("one", handler, new Seams(lost, Set.of()))) {
      await().atMost(SOON).until(() -> line.answers().size() == 2);
      goOn.countDown();
    }
    assertThat(line.committed(Topic.OUTBOUND_REPLY.topicName()))
        .extracting(Line::id)
        .containsExactly(line.input + ":0:early:1", line.input + ":0:early:1");
  }

  private static Set<Guard> off(boolean on, Guard guard) {
    return on ? Set.of() : Set.of(guard);
  }

  private static RecordHandler counting(ConcurrentLinkedQueue<String> handled) {
    return (received, emitter) -> {
      handled.add(received.id());
      Line.echo(received, emitter);
    };
  }

  /// Where a round can break off before its commit.
  enum Point {
    AFTER_BEGIN("beginTransaction", true),
    AFTER_SEND("send", true),
    BEFORE_OFFSETS("sendOffsetsToTransaction", false),
    AFTER_OFFSETS("sendOffsetsToTransaction", true),
    BEFORE_COMMIT("commitTransaction", false);

    private final String method;
    private final boolean after;

    Point(String method, boolean after) {
      this.method = method;
      this.after = after;
    }
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void aRoundThatBreaksOffIsSentAgainFromMemory(Point point) {
    var broken =
        at(
            point.method,
            call -> {
              if (point.after) {
                call.go();
              }
              throw new KafkaException("broken off");
            });
    produce(50);
    ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
    try (var _ = start("one", counting(handled), new Seams(broken, Set.of()))) {
      await().atMost(SOON).until(() -> line.answers().size() == 50);
    }
    assertThat(handled).hasSize(50).doesNotHaveDuplicates();
    assertThat(line.answers()).hasSize(50).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(
      value = Point.class,
      names = {"AFTER_SEND", "AFTER_OFFSETS"})
  void aRoundThatOutlastsItsTransactionIsSentAgainByANewProducer(Point point) {
    var slow =
        at(
            point.method,
            call -> {
              Object result = call.go();
              Thread.sleep(8_000);
              return result;
            });
    produce(50);
    ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
    try (var _ = start("one", counting(handled), new Seams(slow, Set.of()))) {
      await().atMost(SOON).until(() -> line.answers().size() == 50);
    }
    assertThat(handled).hasSize(50).doesNotHaveDuplicates();
    assertThat(line.answers()).hasSize(50).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatTheMapSaysIsNotHandledAgain(boolean on) throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    RecordHandler firstStuck =
        (received, emitter) -> {
          if (Line.text(received).equals("0:0")) {
            goOn.await();
          }
          Line.echo(received, emitter);
        };
    produce(100);
    try (var _ = start("one", firstStuck, Seams.NONE)) {
      await().atMost(SOON).until(() -> line.answers().size() == 95);
    }
    try (var _ = start("one", Line::echo, guards(on, Guard.MAP))) {
      await().atMost(SOON).until(() -> line.answers().stream().distinct().count() == 100);
    }
    if (on) {
      assertThat(line.answers()).hasSize(100);
    } else {
      assertThat(line.answers()).hasSizeGreaterThan(100);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRedeliveryIsRecognised(boolean on) {
    produce(40);
    try (var _ = start("one", Line::echo, guards(on, Guard.WINDOW))) {
      await().atMost(SOON).until(() -> line.answers().size() == 40);
    }
    produce(40);
    line.produce(3, 1_000, "3:1000");
    line.flush();
    try (var _ = start("one", Line::echo, guards(on, Guard.WINDOW))) {
      await().atMost(SOON).until(() -> line.answers().contains("3:1000"));
      int all = on ? 41 : 81;
      await().atMost(SOON).until(() -> line.answers().size() == all);
    }
  }

  /// The group's offsets can be readable before the session records of the same transaction are.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSessionThatIsNotReadableYetIsWaitedFor(boolean on) throws Exception {
    int number = Line.partition(7);
    line.produce(7, 1, "first");
    line.produce(7, 2, "second");
    line.flush();
    Producer<String, byte[]> former = line.clients.transactionalProducer("former-" + line.input);
    former.initTransactions();
    former.beginTransaction();
    former
        .send(
            new ProducerRecord<>(
                Topic.SESSIONS.topicName(),
                number,
                line.group.id() + ":" + RecordKey.chat("demo", 7),
                "first".getBytes(StandardCharsets.UTF_8)))
        .get();
    line.admin
        .alterConsumerGroupOffsets(
            line.group.id(),
            Map.of(new TopicPartition(line.input, number), new OffsetAndMetadata(1)))
        .all()
        .get();
    try (var _ =
        line.start(
            line.options(Mode.TRANSACTION, "one"),
            SessionIT::append,
            new Storage.In(database),
            guards(on, Guard.UNCOMMITTED_END))) {
      if (on) {
        await()
            .during(Duration.ofMillis(1_500))
            .atMost(Duration.ofSeconds(3))
            .until(() -> line.answers().isEmpty());
      } else {
        await().atMost(SOON).until(() -> !line.answers().isEmpty());
      }
      former.commitTransaction();
      former.close();
      await().atMost(SOON).until(() -> !line.answers().isEmpty());
    }
    assertThat(line.answers()).containsExactly(on ? "7=first second" : "7=second");
  }

  /// What waits is written before the round that says so: here the instance ends in between.
  @Test
  void whatWaitsWithoutARoundThatSaysSoIsHandledOnceInItsOrder() {
    var never =
        new Seams(
            producer ->
                met(
                    producer,
                    "beginTransaction",
                    _ -> {
                      throw new KafkaException("no round comes about");
                    }),
            Set.of());
    RecordHandler sick =
        new RecordHandler() {
          @Override
          public void handle(Received received, Emitter emitter) {
            throw new IllegalStateException("sick");
          }

          @Override
          public boolean parks(Received received) {
            return true;
          }
        };
    IntStream.rangeClosed(1, 4).forEach(number -> line.produce(5, number, "5:" + number));
    line.flush();
    var options = line.options(Mode.TRANSACTION, "one");
    try (var _ = line.start(options, sick, new Storage.In(database), never)) {
      await().atMost(SOON).until(() -> waiting() == 3);
    }
    assertThat(line.answers()).isEmpty();
    try (var _ = line.start(options, Line::echo, new Storage.In(database), Seams.NONE)) {
      await().atMost(SOON).until(() -> line.answers().size() >= 4);
      line.produce(5, 5, "5:5");
      line.flush();
      await().atMost(SOON).until(() -> line.answers().size() >= 5);
    }
    assertThat(line.answers()).containsExactly("5:1", "5:2", "5:3", "5:4", "5:5");
  }

  private int waiting() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from common.parked_records where group_id = ?")
                    .bind(0, line.group.id())
                    .mapTo(Integer.class)
                    .one());
  }

  @Test
  void aRecordOnAForeignPartitionIsMovedAndHandledOnceInItsOwnOrder() {
    int right = Line.partition(9);
    int wrong = (right + 1) % Line.PARTITIONS;
    IntStream.range(0, 30).forEach(number -> line.produceTo(wrong, 9, number, "9:" + number));
    IntStream.range(0, 10).forEach(number -> line.produceTo(wrong, 9, number, "9:" + number));
    line.flush();
    ConcurrentLinkedQueue<Integer> partitions = new ConcurrentLinkedQueue<>();
    RecordHandler handler =
        (received, emitter) -> {
          partitions.add(received.partition());
          Line.echo(received, emitter);
        };
    try (var _ = start("one", handler, Seams.NONE)) {
      await().atMost(SOON).until(() -> line.answers().size() == 30);
    }
    assertThat(partitions).hasSize(30).containsOnly(right);
    assertThat(line.answers())
        .containsExactlyElementsOf(
            IntStream.range(0, 30).mapToObj(number -> "9:" + number).toList());
  }
}
