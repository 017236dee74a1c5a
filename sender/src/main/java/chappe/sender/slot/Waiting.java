// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.util.concurrent.CompletableFuture;

/// A request that waits for its turn. Its turn is thread-safe, all else belongs to the [Room].
final class Waiting {
  /// So much of what a chat has before it counts, or a chat with a long line would keep one with a
  /// single message waiting for as long as the line.
  private static final long MOST_LEFT = 120_000_000;

  private static final long PRESSING = 15_000_000;

  /// So many seconds of waiting count as much as one of what a chat has left: the more, the better
  /// the rate is used to the end, and the longer a chat with little may wait.
  private static final long PATIENCE = 8;

  final Request request;
  final long number;
  final CompletableFuture<Turn> turn = new CompletableFuture<>();

  /// How early it came, less what its chat has yet before it: the least goes first.
  final long order;

  /// Whether its chat's line is so long that no time may be lost between its messages.
  final boolean pressing;

  /// Before this it is not asked for.
  long notBefore;

  /// @param number counts requests
  /// @param behind commands of its chat and lane behind it
  /// @param now when it came, or when its chat is free, whichever is later
  Waiting(Request request, long number, int behind, long now) {
    this.request = request;
    this.number = number;
    this.notBefore = now;
    long left = (1L + behind) * request.limit().interval();
    this.order = now / PATIENCE - Math.min(MOST_LEFT, left);
    this.pressing = left > PRESSING;
  }

  /// Whether nobody waits for it any more.
  boolean isGone() {
    return turn.isDone();
  }
}
