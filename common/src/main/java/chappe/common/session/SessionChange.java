// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.session;

import chappe.common.record.Header;
import chappe.common.record.Topic;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// One change of a session: from the end of a handler's call to the view. Its position is written
/// by the producer's thread before the round is committed and read afterwards.
public final class SessionChange {
  /// The type header of its record.
  static final String TYPE = "session";

  final Stay stay;

  /// Without the group.
  final String key;

  private final byte @Nullable [] value;
  private final String id;
  private final Cause cause;
  private volatile long position = -1;

  /// What a change says of the record that caused it.
  ///
  /// @param bot the record's bot
  /// @param id the record's id
  /// @param at when the handler ended, epoch milliseconds
  /// @param traceparent of the record's trace
  public record Cause(String bot, String id, long at, byte[] traceparent) {}

  /// @param key `{bot}:{chat}` or `{bot}:{chat}:{user}`
  /// @param suffix what makes the id unique among the changes that one record causes
  /// @param value the new state; null where it is forgotten
  public SessionChange(Stay stay, String key, String suffix, byte @Nullable [] value, Cause cause) {
    this.stay = stay;
    this.key = key;
    this.value = value;
    this.id = cause.id() + suffix;
    this.cause = cause;
  }

  /// The record for the log, on the partition number of its cause.
  public ProducerRecord<String, byte[]> logged() {
    Headers headers = Header.of(cause.bot(), id, TYPE, cause.at(), cause.traceparent());
    return new ProducerRecord<>(
        Topic.SESSIONS.topicName(), stay.number, stay.group + ":" + key, value, headers);
  }

  /// Tells where in the log it stands; any thread.
  public void position(long offset) {
    position = offset;
  }

  long position() {
    return position;
  }

  Optional<byte[]> value() {
    return Optional.ofNullable(value);
  }
}
