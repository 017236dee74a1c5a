// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.polling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.metrics.Metrics;
import chappe.common.telegram.ApiResult;
import chappe.ingress.update.UpdateLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollerTest {
  private final Deque<ApiResult> answers = new ArrayDeque<>();
  private final List<Long> asked = new ArrayList<>();

  @Test
  void theOffsetMovesWhenKafkaHasTheBatch() throws Exception {
    var poller = poller(producer(true));
    answers.add(batch("{\"update_id\":10}", "{\"update_id\":11}"));
    answers.add(batch("{\"update_id\":12}"));
    answers.add(batch());
    for (int i = 0; i < 3; i++) {
      assertThat(poller.runOnce()).isZero();
    }
    assertThat(asked).containsExactly(0L, 12L, 13L);
  }

  @Test
  void whatKafkaDidNotTakeIsAskedForAgain() throws Exception {
    var producer = producer(false);
    var poller = poller(producer);
    answers.add(
        batch("{\"update_id\":10,\"message\":{\"chat\":{\"id\":1}}}", "{\"update_id\":11}"));
    var step = CompletableFuture.supplyAsync(() -> runOnce(poller));
    await().until(() -> producer.history().size() == 2);
    producer.completeNext();
    producer.errorNext(new TimeoutException("no acknowledgement"));
    assertThat(step.get()).hasSeconds(1);

    answers.add(batch());
    assertThat(poller.runOnce()).isZero();
    assertThat(asked).containsExactly(0L, 0L);
  }

  @Test
  void theNextOfAChatWaitsForTheOneBefore() throws Exception {
    var producer = producer(false);
    var poller = poller(producer);
    answers.add(
        batch(
            "{\"update_id\":1,\"message\":{\"chat\":{\"id\":1}}}",
            "{\"update_id\":2,\"message\":{\"chat\":{\"id\":1}}}",
            "{\"update_id\":3,\"message\":{\"chat\":{\"id\":2}}}"));
    var step = CompletableFuture.supplyAsync(() -> runOnce(poller));
    await().until(() -> producer.history().size() == 2);
    assertThat(producer.history().stream().map(it -> it.key())).containsExactly("demo:1", "demo:2");
    producer.errorNext(new TimeoutException("no acknowledgement"));
    producer.completeNext();

    assertThat(step.get()).isPositive();
    assertThat(producer.history()).hasSize(2);
  }

  @Test
  void anUnreadableUpdateIsADeadLetterAndConfirmedWithTheOthers() throws Exception {
    var producer = producer(true);
    var poller = poller(producer);
    answers.add(batch("{\"update_id\":10}", "{\"update\":11}"));
    answers.add(batch());
    poller.runOnce();
    poller.runOnce();
    assertThat(producer.history().stream().map(it -> it.topic()))
        .containsExactlyInAnyOrder("chappe.updates", "chappe.dead.ingress");
    assertThat(asked).containsExactly(0L, 11L);
  }

  @Test
  void anAnswerThatNothingCouldConfirmIsNotStoredOverAndOver() throws Exception {
    var producer = producer(true);
    answers.add(batch("{\"update\":11}"));
    assertThat(poller(producer).runOnce()).isPositive();
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void idsMayBeginAnewAfterAQuietTime() throws Exception {
    var poller = poller(producer(true));
    answers.add(batch("{\"update_id\":1999999999}"));
    answers.add(batch());
    answers.add(batch("{\"update_id\":5}"));
    answers.add(batch());
    for (int i = 0; i < 4; i++) {
      poller.runOnce();
    }
    assertThat(asked).containsExactly(0L, 2_000_000_000L, 0L, 6L);
  }

  @Test
  void aFloodIsWaitedOut() throws Exception {
    answers.add(new ApiResult.RetryAfter(Duration.ofSeconds(17), "Too Many Requests"));
    assertThat(poller(producer(true)).runOnce()).hasSeconds(17);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 409})
  void refusalsAreTriedAgainLaterAndLater(int code) throws Exception {
    var poller = poller(producer(true));
    answers.add(new ApiResult.Rejected(code, "Conflict: webhook is active"));
    answers.add(new ApiResult.Rejected(code, "Conflict: terminated by other getUpdates request"));
    assertThat(poller.runOnce()).hasSeconds(1);
    assertThat(poller.runOnce()).hasSeconds(2);
  }

  @Test
  void troubleEndsWithTheNextAnswer() throws Exception {
    var poller = poller(producer(true));
    answers.add(new ApiResult.Unreachable("ConnectException"));
    answers.add(new ApiResult.Unknown("no answer"));
    answers.add(new ApiResult.ServerError(502, "Bad Gateway"));
    answers.add(new ApiResult.Sent("true".getBytes(UTF_8)));
    answers.add(batch());
    answers.add(new ApiResult.Unreachable("ConnectException"));
    List<Long> waits = new ArrayList<>();
    while (!answers.isEmpty()) {
      waits.add(poller.runOnce().toSeconds());
    }
    assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 0L, 1L);
  }

  @Test
  void runsUntilStopped() throws Exception {
    var stop = new Stop();
    var poller =
        new Poller(
            "demo",
            offset -> {
              asked.add(offset);
              if (asked.size() == 5) {
                stop.request();
              }
              return batch();
            },
            log(producer(true)),
            stop);
    poller.run();
    assertThat(asked).hasSize(5);
  }

  private Poller poller(MockProducer<String, byte[]> producer) {
    UpdateSource source =
        offset -> {
          asked.add(offset);
          return answers.remove();
        };
    return new Poller("demo", source, log(producer), new Stop());
  }

  private static UpdateLog log(MockProducer<String, byte[]> producer) {
    return new UpdateLog(producer, "door-1", InstantSource.system(), new Metrics("ingress"));
  }

  private static MockProducer<String, byte[]> producer(boolean acknowledgesAtOnce) {
    return new MockProducer<>(
        acknowledgesAtOnce,
        new RoundRobinPartitioner(),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static Duration runOnce(Poller poller) {
    try {
      return poller.runOnce();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ApiResult batch(String... updates) {
    return new ApiResult.Sent(("[" + String.join(",", updates) + "]").getBytes(UTF_8));
  }
}
