// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.session.SessionRecovery;
import chappe.common.session.SessionStore;
import chappe.common.session.Stay;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads back what partitions need before they may run: their redelivery windows, and the sessions
/// of partition numbers that are complete. On a thread of its own, while the poll thread goes on.
final class Preparation {
  private static final Logger log = LoggerFactory.getLogger(Preparation.class);
  private static final long PAUSE_NANOS = 200_000_000;

  private final WindowReader windows;
  private final Optional<Sessions> sessions;
  private final Optional<Parking> parking;

  /// The sessions, and what brings them up to date.
  record Sessions(SessionStore store, SessionRecovery recovery) {}

  /// What is to be read.
  ///
  /// @param windows partitions without one
  /// @param numbers the partitions of each number that is complete and has no stay yet
  record Wanted(List<PartitionState> windows, Map<Integer, List<PartitionState>> numbers) {}

  /// What was read, for the very stays of partitions that it was asked for.
  record Ready(
      Map<PartitionState, RedeliveryWindow> windows, Map<List<PartitionState>, Stay> stays) {
    static final Ready NOTHING = new Ready(Map.of(), Map.of());
  }

  /// @param sessions none where the consumer has no storage
  /// @param parking none where no key can be parked
  Preparation(WindowReader windows, Optional<Sessions> sessions, Optional<Parking> parking) {
    this.windows = windows;
    this.sessions = sessions;
    this.parking = parking;
  }

  boolean withSessions() {
    return sessions.isPresent();
  }

  /// Starts reading; what cannot be read now is simply missing in the answer, after a pause.
  CompletableFuture<Ready> start(Wanted wanted) {
    CompletableFuture<Ready> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("chappe-preparation")
        .start(
            () -> {
              try {
                answer.complete(read(wanted));
              } catch (RuntimeException e) {
                log.atWarn()
                    .addKeyValue("error_type", e.getClass().getName())
                    .log(
                        "what partitions need before they run could not be read; trying again (has"
                            + " `chappe migrate` been run?)");
                LockSupport.parkNanos(PAUSE_NANOS);
                answer.complete(Ready.NOTHING);
              }
            });
    return answer;
  }

  private Ready read(Wanted wanted) {
    Map<PartitionState, RedeliveryWindow> read = new HashMap<>();
    if (!wanted.windows().isEmpty()) {
      Map<TopicPartition, PartitionState> states =
          wanted.windows().stream()
              .collect(Collectors.toMap(state -> state.id, Function.identity()));
      Map<TopicPartition, Long> ends =
          wanted.windows().stream()
              .collect(Collectors.toMap(state -> state.id, PartitionState::base));
      windows
          .read(ends)
          .forEach(
              (partition, window) ->
                  Optional.ofNullable(states.get(partition))
                      .ifPresent(state -> read.put(state, window)));
    }
    return new Ready(read, stays(wanted.numbers().values()));
  }

  private Map<List<PartitionState>, Stay> stays(Collection<List<PartitionState>> numbers) {
    Map<List<PartitionState>, Stay> stays = new HashMap<>();
    sessions
        .filter(_ -> !numbers.isEmpty())
        .ifPresent(
            it -> {
              it.recovery().recover(numbers.stream().map(states -> number(states)).toList());
              parking.ifPresent(that -> numbers.forEach(that::enter));
              numbers.forEach(states -> stays.put(states, it.store().enter(number(states))));
            });
    return stays;
  }

  private static int number(List<PartitionState> states) {
    return states.getFirst().id.partition();
  }
}
