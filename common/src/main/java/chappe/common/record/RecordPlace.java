// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Where a record stands, written `{log}-{partition}@{offset}`. The log is a topic; for a dead
/// letter it is the service, which is shorter to type. Immutable.
public record RecordPlace(String log, int partition, long offset) {
  private static final Pattern FORM = Pattern.compile("(.+)-(\\d{1,9})@(\\d{1,18})");

  /// The place of a record in its topic.
  public static RecordPlace of(ConsumerRecord<?, ?> record) {
    return new RecordPlace(record.topic(), record.partition(), record.offset());
  }

  /// The opposite of [#toString]; empty where the text is none.
  public static Optional<RecordPlace> parse(String text) {
    var match = FORM.matcher(text);
    return match.matches()
        ? Optional.of(
            new RecordPlace(
                match.group(1), Integer.parseInt(match.group(2)), Long.parseLong(match.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return log + "-" + partition + "@" + offset;
  }
}
