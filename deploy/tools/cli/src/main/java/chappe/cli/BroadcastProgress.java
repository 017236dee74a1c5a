// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.sender.broadcast.Broadcast;
import chappe.sender.broadcast.Broadcast.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How a broadcast gets on, in words. Pure.
final class BroadcastProgress {
  private static final int WIDTH = 30;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private BroadcastProgress() {}

  /// A bar, and when it will be over if it goes on as since it was first looked at.
  ///
  /// @param before how many had come to their end then
  /// @param since how long ago that was
  static String bar(Progress progress, long before, Duration since, Instant now, ZoneId zone) {
    long total = progress.total();
    long ended = progress.ended();
    int full = total == 0 ? WIDTH : (int) (WIDTH * ended / total);
    double rate = since.isZero() ? 0 : (ended - before) * 1e3 / since.toMillis();
    var end =
        rate < 0.01
            ? ""
            : ", over at about "
                + TIME.format(now.plusSeconds((long) ((total - ended) / rate)).atZone(zone));
    return "[%s%s] %d of %d, %.1f/s%s"
        .formatted("█".repeat(full), "░".repeat(WIDTH - full), ended, total, rate, end);
  }

  static String summary(Broadcast broadcast, Progress progress) {
    return "%s %s: %d sent, %d blocked, %d failed, %d unknown, %d skipped, %d to go"
        .formatted(
            broadcast.id(),
            broadcast.state().name().toLowerCase(Locale.ROOT),
            progress.sent(),
            progress.blocked(),
            progress.failed(),
            progress.unknown(),
            progress.skipped(),
            progress.waiting() + progress.fed());
  }
}
