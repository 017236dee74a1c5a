// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The partitions that are here, and what happens when they come and go. Confined to the poll
/// thread.
///
/// # When partitions leave
///
/// Start nothing of theirs, wait a moment for what runs, commit what is finished, and only then
/// fence them, with no round under way. The broker accepts a commit for a lost partition from a
/// current member (PIPELINE: fact 4), so this fence is the only one there is. A worker that ends
/// later finds it.
final class Assignment implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(Assignment.class);
  private static final Duration COMMITTED = Duration.ofSeconds(30);

  private final Consumer<String, byte[]> consumer;
  private final ConsumerOptions options;
  private final Rounds rounds;
  private final Committer committer;
  private final Drain drain;
  private final WindowReader windows;
  private final Map<String, Budget> budgets;
  private final Map<TopicPartition, PartitionState> states = new HashMap<>();
  private @Nullable RuntimeException failure;
  private CompletableFuture<Map<PartitionState, RedeliveryWindow>> reading =
      CompletableFuture.completedFuture(Map.of());

  /// How long to wait for running handlers.
  interface Drain {
    /// Waits until none of the partitions has a running handler, or the time is over.
    void await(Collection<PartitionState> partitions, Duration most);
  }

  Assignment(
      Consumer<String, byte[]> consumer,
      ConsumerOptions options,
      Rounds rounds,
      Committer committer,
      Drain drain,
      WindowReader windows) {
    this.consumer = consumer;
    this.options = options;
    this.rounds = rounds;
    this.committer = committer;
    this.drain = drain;
    this.windows = windows;
    this.budgets =
        options.group().topics().stream()
            .collect(
                Collectors.toMap(
                    topic -> topic,
                    _ -> new Budget(options.limits().records(), options.limits().bytes())));
  }

  Collection<PartitionState> states() {
    return states.values();
  }

  @Nullable PartitionState state(TopicPartition partition) {
    return states.get(partition);
  }

  Budget budget(String topic) {
    return Objects.requireNonNull(budgets.get(topic), topic);
  }

  /// Whether a partition may be read: its window stands, and all the topics of the group have their
  /// partition of this number here, so that a key meets itself on one instance.
  boolean isRunnable(PartitionState state) {
    return state.isReady()
        && !state.isLeaving()
        && options.group().topics().stream()
            .allMatch(topic -> states.containsKey(new TopicPartition(topic, state.id.partition())));
  }

  /// Takes over the windows that were read meanwhile, and throws what went wrong in a callback.
  void settle() {
    if (failure != null) {
      throw failure;
    }
    if (reading.isDone()) {
      reading.join().forEach(Assignment::give);
      List<PartitionState> missing =
          states.values().stream().filter(state -> !state.isReady()).toList();
      reading = missing.isEmpty() ? CompletableFuture.completedFuture(Map.of()) : read(missing);
    }
  }

  /// To the stay that it was read for: a later stay of the partition begins further on.
  private static void give(PartitionState state, RedeliveryWindow window) {
    if (!state.isReady()) {
      state.window(window);
    }
  }

  private CompletableFuture<Map<PartitionState, RedeliveryWindow>> read(
      List<PartitionState> missing) {
    Map<TopicPartition, Long> ends =
        missing.stream().collect(Collectors.toMap(state -> state.id, PartitionState::base));
    CompletableFuture<Map<PartitionState, RedeliveryWindow>> read = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("chappe-windows")
        .start(
            () -> {
              try {
                Map<TopicPartition, RedeliveryWindow> found = windows.read(ends);
                read.complete(
                    missing.stream()
                        .collect(
                            Collectors.toMap(
                                state -> state,
                                state -> Objects.requireNonNull(found.get(state.id)))));
              } catch (RuntimeException e) {
                log.atWarn()
                    .addKeyValue("error_type", e.getClass().getName())
                    .log("the redelivery windows could not be read; trying again");
                read.complete(Map.of());
              }
            });
    return read;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          consumer.committed(Set.copyOf(partitions), COMMITTED);
      for (TopicPartition partition : partitions) {
        PartitionState state = restored(partition, Optional.ofNullable(committed.get(partition)));
        states.put(partition, state);
        // from the offset that its map belongs to, whatever the consumer itself has read as
        // committed
        consumer.seek(partition, state.base());
      }
      consumer.pause(partitions);
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private PartitionState restored(TopicPartition partition, Optional<OffsetAndMetadata> committed) {
    OffsetAndMetadata offset =
        committed.orElseThrow(
            () -> new MissingOffsetException(options.group().id(), Set.of(partition)));
    BitSet finished =
        CompletionMap.decode(offset.offset(), offset.metadata())
            .orElseGet(
                () -> {
                  log.atWarn()
                      .addKeyValue("partition", partition)
                      .log("the offset's metadata is not ours and is ignored");
                  return new BitSet();
                });
    return new PartitionState(partition, offset.offset(), finished, budget(partition.topic()));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    leave(partitions, options.drain());
  }

  /// Lets partitions go, their finished work committed.
  void leave(Collection<TopicPartition> partitions, Duration most) {
    List<PartitionState> leaving =
        partitions.stream().map(states::get).filter(state -> state != null).toList();
    leaving.forEach(PartitionState::leave);
    drain.await(leaving, most);
    rounds.flush();
    rounds.between(() -> leaving.forEach(PartitionState::fence));
    if (committer instanceof PlainCommitter plain) {
      plain.commitNow(consumer);
    }
    partitions.forEach(states::remove);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    partitions.stream()
        .map(states::remove)
        .filter(state -> state != null)
        .forEach(state -> rounds.between(state::fence));
    if (committer instanceof PlainCommitter plain) {
      plain.forget(partitions);
    }
  }
}
