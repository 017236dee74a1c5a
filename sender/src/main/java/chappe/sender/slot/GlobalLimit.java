// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.time.Duration;

/// What one bot may send over all chats. The bot has a time of its own, which every message moves
/// on by its cost; nothing is sent before it, and bulk is given slots no further ahead than the
/// horizon, so that a reply never finds a long line before it. All in microseconds. Immutable;
/// pure.
///
/// @param interval between two messages
/// @param replyInterval between two replies while they may pass the bot's rate
/// @param paidInterval between two messages of a paid broadcast
/// @param horizon how far ahead bulk is given slots; replies twice as far
public record GlobalLimit(
    RateMode mode, long interval, long replyInterval, long paidInterval, long horizon) {
  /// How much slower than the limit is sent, so that a message which leaves late does not make one
  /// too many in some second.
  static final double MARGIN = 1.01;

  /// While replies may pass the rate, so many times it is theirs.
  static final int REPLIES = 10;

  /// However busy the replies are, every so many intervals one of bulk goes.
  static final int SHARE = 5;

  /// More messages than this at once are not spaced any further: a single call cannot be.
  static final int MOST = 30;

  /// A bot's time further ahead than this comes from a clock that was set back.
  static final long FARTHEST = 5_000_000;

  /// The limit of a rate.
  ///
  /// @param rate messages a second
  /// @param paidRate messages a second of paid broadcasts, 0 where there are none
  public static GlobalLimit of(RateMode mode, int rate, int paidRate, Duration horizon) {
    long interval = Math.round(1_000_000 * MARGIN / rate);
    return new GlobalLimit(
        mode,
        interval,
        interval / REPLIES,
        paidRate == 0 ? interval : Math.round(1_000_000 * MARGIN / paidRate),
        horizon.toNanos() / 1_000);
  }

  /// A limit is kept in windows too, so what counts as several messages has as much room before it
  /// as behind it.
  static long roomBefore(int cost, long interval) {
    return (Math.min(cost, MOST) - 1) * interval;
  }

  /// How far a bot's time moves for a message.
  static long room(int cost, long interval) {
    return Math.min(cost, MOST) * interval;
  }

  /// How long after one of bulk the next has its share, were there only replies else.
  long share(int cost) {
    return SHARE * room(cost, interval);
  }
}
