// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Utils;

/// The key `{bot}:{owner}` of every keyed record: the owner is a chat, a user where the update has
/// no chat, else a poll or the update itself; bot-wide jobs have `{bot}:job:{id}`. Immutable.
///
/// @param bot the bot's name, without a colon
/// @param owner what the record belongs to, not empty
public record RecordKey(String bot, String owner) {
  public RecordKey {
    if (bot.isEmpty() || bot.indexOf(':') >= 0 || owner.isEmpty()) {
      throw new IllegalArgumentException("a key needs a bot without a colon and an owner");
    }
  }

  public static RecordKey chat(String bot, long chat) {
    return new RecordKey(bot, Long.toString(chat));
  }

  public static RecordKey job(String bot, String job) {
    return new RecordKey(bot, "job:" + job);
  }

  /// The opposite of [#toString].
  ///
  /// @throws IllegalArgumentException where the text is no key
  public static RecordKey parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a key is {bot}:{chat}");
    }
    return new RecordKey(text.substring(0, colon), text.substring(colon + 1));
  }

  /// The partition of a key: murmur2 of its UTF-8 bytes, as Kafka's Java client does by default
  /// (librdkafka: `partitioner=murmur2_random`). The same number in every keyed topic.
  ///
  /// @param partitions the number of partitions, at least 1
  public static int partition(String key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
  }

  /// The owner as the id of a chat or user; empty where it is something else.
  public OptionalLong chat() {
    try {
      return OptionalLong.of(Long.parseLong(owner));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  @Override
  public String toString() {
    return bot + ":" + owner;
  }
}
