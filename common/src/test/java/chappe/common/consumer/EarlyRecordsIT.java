// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.consumer.ConsumerOptions.Mode;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ExtendWith(EmbeddedServers.class)
class EarlyRecordsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private Line line;

  @BeforeEach
  void open(EmbeddedKafka kafka) {
    line = new Line(kafka.bootstrapServers());
  }

  @AfterEach
  void close() {
    line.close();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void areReadBeforeTheHandlerEndsAndDoNotFinishItsRecord(Mode mode) {
    CountDownLatch seen = new CountDownLatch(1);
    try (var _ = line.start(line.options(mode, "one"), working(seen))) {
      line.produce(7, 1, "work");
      line.flush();

      await().atMost(SOON).until(line::answers, List.of("half way")::equals);
      assertThat(line.committedSum()).isZero();
      seen.countDown();

      await().atMost(SOON).until(line::answers, List.of("half way", "work")::equals);
      assertThat(ids()).containsExactly(line.input + ":1:early:1", line.input + ":1:1");
      await().atMost(SOON).until(() -> line.committedSum() == 1);
    }
  }

  /// Emits something early, waits, and then answers.
  private static RecordHandler working(CountDownLatch seen) {
    return (received, emitter) -> {
      emitter.early(
          Topic.OUTBOUND_REPLY, received.recordKey(), "command", "half way".getBytes(UTF_8));
      seen.await();
      Line.echo(received, emitter);
    };
  }

  @Test
  void oneMayLeaveOutOfTurnForARecordThatWaitsBehindItsQueue() {
    CountDownLatch goOn = new CountDownLatch(1);
    Map<String, OutOfTurn> waiting = new ConcurrentHashMap<>();
    try (var _ = line.start(line.options(Mode.TRANSACTION, "one"), watched(goOn, waiting))) {
      line.produce(7, 1, "slow");
      line.produce(7, 2, "callback");
      line.flush();
      await().atMost(SOON).until(() -> waiting.size() == 2);

      OutOfTurn outOfTurn = Objects.requireNonNull(waiting.get(line.input + ":2"));
      var key = RecordKey.chat("demo", 7);
      outOfTurn.emit(Topic.OUTBOUND_REPLY, key, "command", "seen".getBytes(UTF_8));
      outOfTurn.emit(Topic.OUTBOUND_REPLY, key, "command", "never".getBytes(UTF_8));
      await().atMost(SOON).until(line::answers, List.of("seen")::equals);
      goOn.countDown();

      await().atMost(SOON).until(line::answers, List.of("seen", "slow", "callback")::equals);
      assertThat(ids()).startsWith(line.input + ":2:early:0");
    }
  }

  private static RecordHandler watched(CountDownLatch goOn, Map<String, OutOfTurn> waiting) {
    return new RecordHandler() {
      @Override
      public void handle(Received received, Emitter emitter) throws Exception {
        goOn.await();
        Line.echo(received, emitter);
      }

      @Override
      public Optional<Arrivals> arrivals() {
        return Optional.of(
            new Arrivals() {
              @Override
              public boolean concern(String topic, Headers headers) {
                return true;
              }

              @Override
              public void arrived(Received received, OutOfTurn outOfTurn) {
                waiting.put(received.id(), outOfTurn);
              }
            });
      }
    };
  }

  private List<String> ids() {
    return line.committed(Topic.OUTBOUND_REPLY.topicName()).stream().map(Line::id).toList();
  }
}
