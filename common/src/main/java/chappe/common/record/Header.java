// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Names of the headers, and how one is read and written: UTF-8 text, the last of a name counts.
public final class Header {
  /// The bot's name.
  public static final String BOT = "bot";

  /// Unique and deterministic: an update's is `{bot}:{update_id}`, the n-th thing that a handler
  /// emits for it is `{that}:{n}`.
  public static final String ID = "id";

  /// The kind of an update, or the type of one of our own records.
  public static final String TYPE = "type";

  /// Epoch milliseconds; an update's is the moment it was received.
  public static final String AT = "at";

  /// W3C trace context.
  public static final String TRACEPARENT = "traceparent";

  /// The ingress instance that received an update.
  public static final String INSTANCE = "instance";

  /// That instance's own count of updates.
  public static final String SEQ = "seq";

  private static volatile Moment lastMoment = new Moment(0, new byte[] {'0'});

  private Header() {}

  public static Optional<String> text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  /// The bytes of the id header; none where a foreign producer wrote none. It is written once and
  /// among the first, so it is looked for from the front: each name on the way has to be decoded.
  public static byte @Nullable [] id(Headers headers) {
    for (var header : headers) {
      if (header.key().equals(ID)) {
        return header.value();
      }
    }
    return null;
  }

  /// The headers that every record of ours has.
  public static Headers of(String bot, String id, String type, long at, byte[] traceparent) {
    return new RecordHeaders(
        new org.apache.kafka.common.header.Header[] {
          written(BOT, bot),
          written(ID, id),
          written(TYPE, type),
          new Written(AT, time(at)),
          new Written(TRACEPARENT, traceparent)
        });
  }

  private static Written written(String name, String value) {
    return new Written(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /// A busy line writes thousands of records in one millisecond.
  private static byte[] time(long at) {
    Moment last = lastMoment;
    if (last.millis != at) {
      last = new Moment(at, Long.toString(at).getBytes(StandardCharsets.UTF_8));
      lastMoment = last;
    }
    return last.text;
  }

  private record Moment(long millis, byte[] text) {}

  /// Kafka's own header decodes what was read when first asked, so its fields are volatile: ten
  /// fences for each output.
  private record Written(String key, byte[] value)
      implements org.apache.kafka.common.header.Header {}

  public static void put(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
