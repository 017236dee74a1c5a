// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.limit;

import java.time.Duration;

/// What the strict mode takes. Each window is a twentieth shorter than Telegram's second or minute,
/// so that whoever keeps the rule is not refused for a few milliseconds on the way. Immutable; made
/// by narrowing [#TELEGRAM].
///
/// @param bulk how many messages to chats where nobody has done anything lately
/// @param bulkWindow in any stretch of this length
/// @param paid how many more a second with `allow_paid_broadcast`
/// @param chatBurst how many messages to a private chat at once
/// @param chatEvery one more each such time
/// @param group how many messages to a group
/// @param groupWindow in any stretch of this length
/// @param answers how long after a person did something a message counts as an answer
/// @param slack how much earlier than its time a message to a private chat may come
public record Limits(
    int bulk,
    Duration bulkWindow,
    int paid,
    int chatBurst,
    Duration chatEvery,
    int group,
    Duration groupWindow,
    Duration answers,
    Duration slack) {
  /// 30 in any 950 ms, 3 and then one a second to a private chat, 20 in any 57 s to a group.
  public static final Limits TELEGRAM =
      new Limits(
          30,
          Duration.ofMillis(950),
          1000,
          3,
          Duration.ofSeconds(1),
          20,
          Duration.ofSeconds(57),
          Duration.ofSeconds(60),
          Duration.ofMillis(50));

  public Limits {
    if (bulk < 1 || paid < 1 || chatBurst < 1 || group < 1) {
      throw new IllegalArgumentException("a limit of 1 or more is expected");
    }
    if (!bulkWindow.isPositive() || !chatEvery.isPositive() || !groupWindow.isPositive()) {
      throw new IllegalArgumentException("a window longer than 0 is expected");
    }
  }

  /// The same with another number for bulk.
  public Limits bulk(int messages) {
    return new Limits(
        messages, bulkWindow, paid, chatBurst, chatEvery, group, groupWindow, answers, slack);
  }

  /// The same with another burst to a private chat.
  public Limits chatBurst(int messages) {
    return new Limits(
        bulk, bulkWindow, paid, messages, chatEvery, group, groupWindow, answers, slack);
  }

  /// The same with another number for a group.
  public Limits group(int messages) {
    return new Limits(
        bulk, bulkWindow, paid, chatBurst, chatEvery, messages, groupWindow, answers, slack);
  }
}
