// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import chappe.common.kafka.Group;
import chappe.common.record.Topic;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// How a keyed consumer works. Immutable.
///
/// @param group what it reads, and as which group
/// @param instance this instance's name, one per running instance of a service
/// @param mode how finished work is committed
/// @param queueKey what keeps records in one line: those of an equal key run one after the other
/// @param retries how a failing record is tried again
/// @param limits how much may be in flight, and how far back redeliveries are recognised
/// @param drain how long a stop, or the loss of a partition, waits for running handlers
public record ConsumerOptions(
    Group group,
    String instance,
    Mode mode,
    Function<ConsumerRecord<String, byte[]>, Object> queueKey,
    Retries retries,
    Limits limits,
    Duration drain) {

  /// How rounds are committed.
  public enum Mode {
    /// Outputs and offsets in one Kafka transaction: exactly once.
    TRANSACTION,
    /// Outputs acknowledged first, then the offsets: at least once, with the same ids.
    PLAIN
  }

  /// How a failing record is tried again before it is dead-lettered.
  ///
  /// @param attempts calls of the handler in all, at least 1
  /// @param first the first back-off, doubled each time
  /// @param most the longest back-off
  /// @param jitter part of the back-off that is random, 0 to 1
  public record Retries(int attempts, Duration first, Duration most, double jitter) {
    /// Three attempts, 2 s to 10 s apart.
    public static final Retries DEFAULT =
        new Retries(3, Duration.ofSeconds(2), Duration.ofSeconds(10), 0.1);
  }

  /// Bounds.
  ///
  /// @param records in flight per topic, at least 1
  /// @param bytes in flight per topic, keys and values
  /// @param windowIds ids remembered per partition
  /// @param windowAge how long they are remembered
  /// @param sessionBytes of sessions kept in memory, beside those not yet in the database
  public record Limits(
      long records, long bytes, int windowIds, Duration windowAge, long sessionBytes) {
    /// 50,000 records or 64 MiB in flight, so that handlers have work while a round is committed;
    /// 100,000 ids of the last 24 hours; 64 MiB of sessions.
    public static final Limits DEFAULT =
        new Limits(50_000, 64L * 1024 * 1024, 100_000, Duration.ofHours(24), 64L * 1024 * 1024);
  }

  /// The same with other bounds.
  public ConsumerOptions with(Limits others) {
    return new ConsumerOptions(group, instance, mode, queueKey, retries, others, drain);
  }

  /// Exactly once, a queue per key, with the defaults.
  public static ConsumerOptions transactional(Group group, String instance) {
    return transactional(group, instance, Set.of());
  }

  /// The same, but with queues of their own, per key and topic, for records of some topics: they
  /// pass what their key is busy with. They never wait for a parked letter, and see of their key's
  /// session what is committed ([Emitter#committedSession]).
  ///
  /// @param apart names of those topics
  public static ConsumerOptions transactional(Group group, String instance, Set<String> apart) {
    return new ConsumerOptions(
        group,
        instance,
        Mode.TRANSACTION,
        record -> isApart(record, apart) ? keyAndTopic(record) : record.key(),
        Retries.DEFAULT,
        Limits.DEFAULT,
        Duration.ofSeconds(5));
  }

  /// Plain mode, a queue per key and topic, with the defaults. What was sent again stands in the
  /// queue of the topic where it stood first.
  public static ConsumerOptions plain(Group group, String instance) {
    return new ConsumerOptions(
        group,
        instance,
        Mode.PLAIN,
        ConsumerOptions::keyAndTopic,
        Retries.DEFAULT,
        Limits.DEFAULT,
        Duration.ofSeconds(5));
  }

  private static boolean isApart(ConsumerRecord<String, byte[]> record, Set<String> apart) {
    return apart.contains(record.topic())
        || (!apart.isEmpty()
            && record.topic().startsWith(Topic.RETRY)
            && apart.contains(Received.sourceTopic(record.topic(), record.headers())));
  }

  private static KeyAndTopic keyAndTopic(ConsumerRecord<String, byte[]> record) {
    return new KeyAndTopic(record.key(), Received.sourceTopic(record.topic(), record.headers()));
  }

  /// Whether a record stands in the queue of its key, and not apart from it.
  boolean isInItsKeysQueue(ConsumerRecord<String, byte[]> record) {
    return Objects.equals(queueKey.apply(record), record.key());
  }

  private record KeyAndTopic(String key, String topic) {}
}
