// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaClients;
import chappe.common.metrics.Metrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A partition number runs only while all topics of the group have it here, and leaves as a whole.
class AssignmentTest {
  private static final List<String> TOPICS = List.of("updates", "events");

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
  private final ConsumerMetrics metrics =
      new ConsumerMetrics("dispatcher", new Metrics("dispatcher").registry());
  private final PlainCommitter committer =
      new PlainCommitter(new KafkaClients("127.0.0.1:1").producer("none", Duration.ofSeconds(1)));
  private Assignment assignment;

  @BeforeEach
  void subscribe() {
    var options = ConsumerOptions.transactional(new Group("group", "dispatcher", TOPICS), "one");
    var rounds =
        new Rounds(new FinishedStack(), committer, System::nanoTime, metrics, _ -> {}, Seams.NONE);
    assignment =
        new Assignment(
            consumer,
            options,
            rounds,
            committer,
            (_, _) -> {},
            new Preparation(
                new WindowReader(() -> new MockConsumer<>("none"), options.limits(), () -> null),
                Optional.empty()),
            Seams.NONE);
    consumer.subscribe(TOPICS);
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    Stream.of(0, 1).forEach(number -> TOPICS.forEach(it -> committed.put(at(it, number), of(7))));
    consumer.rebalance(committed.keySet());
    consumer.commitSync(committed);
    consumer.rebalance(List.of());
  }

  private static TopicPartition at(String topic, int number) {
    return new TopicPartition(topic, number);
  }

  private static OffsetAndMetadata of(long offset) {
    return new OffsetAndMetadata(offset);
  }

  private void assign(TopicPartition... all) {
    var before = consumer.assignment();
    consumer.rebalance(List.of(all));
    assignment.onPartitionsAssigned(Stream.of(all).filter(it -> !before.contains(it)).toList());
    assignment.states().forEach(it -> it.window(new RedeliveryWindow(10, 1_000)));
  }

  private List<TopicPartition> running() {
    return assignment.states().stream()
        .filter(assignment::isRunnable)
        .map(it -> it.id)
        .sorted(java.util.Comparator.comparing(TopicPartition::toString))
        .toList();
  }

  @Test
  void aNumberRunsWhenItIsComplete() {
    assign(at("updates", 0), at("updates", 1), at("events", 1));
    assertThat(running()).containsExactly(at("events", 1), at("updates", 1));

    assign(at("updates", 0), at("updates", 1), at("events", 1), at("events", 0));
    assertThat(running()).hasSize(4);
  }

  @Test
  void whatStaysOfANumberBeginsAnewAndWaits() {
    assign(at("updates", 0), at("events", 0));
    PartitionState before = assignment.state(at("updates", 0));

    assignment.onPartitionsRevoked(List.of(at("events", 0)));

    assertThat(before.isFenced()).isTrue();
    assertThat(assignment.state(at("events", 0))).isNull();
    assertThat(assignment.state(at("updates", 0))).isNotSameAs(before).isNotNull();
    assertThat(running()).isEmpty();
    assertThat(consumer.position(at("updates", 0))).isEqualTo(7);
  }

  @Test
  void whatIsLostIsFencedAtOnce() {
    assign(at("updates", 0), at("events", 0));
    var before = List.copyOf(assignment.states());

    assignment.onPartitionsLost(List.of(at("updates", 0), at("events", 0)));

    assertThat(before).allMatch(PartitionState::isFenced);
    assertThat(assignment.states()).isEmpty();
  }
}
