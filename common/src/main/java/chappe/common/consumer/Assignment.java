// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.consumer.Preparation.Ready;
import chappe.common.consumer.Preparation.Wanted;
import chappe.common.consumer.Seams.Guard;
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
  private final Preparation preparation;
  private final Seams seams;
  private final Map<String, Budget> budgets;
  private final Map<TopicPartition, PartitionState> states = new HashMap<>();
  private @Nullable RuntimeException failure;
  private CompletableFuture<Ready> preparing = CompletableFuture.completedFuture(Ready.NOTHING);

  /// The partition numbers of which all topics are here.
  private Set<Integer> complete = Set.of();

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
      Preparation preparation,
      Seams seams) {
    this.consumer = consumer;
    this.options = options;
    this.rounds = rounds;
    this.committer = committer;
    this.drain = drain;
    this.preparation = preparation;
    this.seams = seams;
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

  /// Whether a partition may be read: its window stands, all the topics of the group have their
  /// partition of this number here, so that a key meets itself on one instance, and the sessions of
  /// the number are up to date.
  boolean isRunnable(PartitionState state) {
    return state.isReady()
        && !state.isLeaving()
        && complete.contains(state.id.partition())
        && (!preparation.withSessions() || state.hasStay());
  }

  /// Takes over what was read meanwhile, and throws what went wrong in a callback.
  void settle() {
    if (failure != null) {
      throw failure;
    }
    if (preparing.isDone()) {
      take(preparing.join());
      Wanted wanted = wanted();
      preparing =
          wanted.windows().isEmpty() && wanted.numbers().isEmpty()
              ? CompletableFuture.completedFuture(Ready.NOTHING)
              : preparation.start(wanted);
    }
  }

  /// What was read for an earlier stay of a partition is passed over.
  private void take(Ready ready) {
    ready.windows().forEach(PartitionState::window);
    ready
        .stays()
        .forEach(
            (numbered, stay) -> {
              if (numbered.stream().noneMatch(PartitionState::isLeaving)) {
                numbered.forEach(state -> state.stay(stay));
              }
            });
  }

  private Wanted wanted() {
    List<PartitionState> windows =
        states.values().stream().filter(state -> !state.isReady()).toList();
    Map<Integer, List<PartitionState>> numbers =
        preparation.withSessions()
            ? states.values().stream()
                .filter(state -> complete.contains(state.id.partition()) && !state.hasStay())
                .collect(Collectors.groupingBy(state -> state.id.partition()))
            : Map.of();
    return new Wanted(windows, numbers);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    try {
      enter(partitions);
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void enter(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(Set.copyOf(partitions), COMMITTED);
    for (TopicPartition partition : partitions) {
      PartitionState state = restored(partition, Optional.ofNullable(committed.get(partition)));
      states.put(partition, state);
      // from the offset that its map belongs to, whatever the consumer itself has read as committed
      consumer.seek(partition, state.base());
    }
    consumer.pause(partitions);
    count();
  }

  private void count() {
    complete =
        states.keySet().stream()
            .map(TopicPartition::partition)
            .filter(
                number ->
                    options.group().topics().stream()
                        .allMatch(topic -> states.containsKey(new TopicPartition(topic, number))))
            .collect(Collectors.toSet());
  }

  private PartitionState restored(TopicPartition partition, Optional<OffsetAndMetadata> committed) {
    OffsetAndMetadata offset =
        committed.orElseThrow(
            () -> new MissingOffsetException(options.group().id(), Set.of(partition)));
    String map = seams.guards(Guard.MAP) ? offset.metadata() : "";
    BitSet finished =
        CompletionMap.decode(offset.offset(), map)
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

  /// Lets partitions go, their finished work committed. The whole number goes: what stays of it
  /// begins anew, since its sessions may be moved by another instance before it is complete again.
  void leave(Collection<TopicPartition> partitions, Duration most) {
    List<PartitionState> leaving = ofSameNumbers(partitions);
    leaving.forEach(PartitionState::leave);
    drain.await(leaving, most);
    rounds.flush();
    rounds.between(() -> leaving.forEach(PartitionState::fence));
    if (committer instanceof PlainCommitter plain) {
      plain.commitNow(consumer);
    }
    leaving.forEach(state -> states.remove(state.id));
    count();
    stay(leaving, partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    List<PartitionState> lost = ofSameNumbers(partitions);
    rounds.between(() -> lost.forEach(PartitionState::fence));
    if (committer instanceof PlainCommitter plain) {
      plain.forget(lost.stream().map(state -> state.id).toList());
    }
    lost.forEach(state -> states.remove(state.id));
    count();
    stay(lost, partitions);
  }

  private List<PartitionState> ofSameNumbers(Collection<TopicPartition> partitions) {
    Set<Integer> numbers =
        partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    return states.values().stream()
        .filter(state -> numbers.contains(state.id.partition()))
        .toList();
  }

  /// Begins anew with what is still ours of the numbers that left.
  private void stay(List<PartitionState> left, Collection<TopicPartition> gone) {
    List<TopicPartition> staying =
        left.stream().map(state -> state.id).filter(it -> !gone.contains(it)).toList();
    if (staying.isEmpty()) {
      return;
    }
    try {
      enter(staying);
    } catch (RuntimeException e) {
      failure = e;
    }
  }
}
