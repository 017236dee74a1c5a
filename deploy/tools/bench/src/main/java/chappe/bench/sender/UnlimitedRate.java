// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.sender;

import chappe.bench.Figure;
import chappe.common.record.Topic;
import java.time.Duration;

/// How much one sender brings to a Telegram without limits.
final class UnlimitedRate {
  private static final int CHATS = 5_000;
  private static final double SKIPPED = 0.3;

  private final Hall hall;

  UnlimitedRate(Hall hall) {
    this.hall = hall;
  }

  Figure measure(int messages) throws InterruptedException {
    hall.telegram.strict(false);
    hall.telegram.forget();
    try (var _ = hall.senders(1, "RATE_MODE=off")) {
      long after = hall.telegram.last();
      for (int i = 0; i < messages; i++) {
        hall.message(Topic.OUTBOUND_REPLY, 3_000_000 + i % CHATS, "message");
      }
      hall.flush();
      var arrived = hall.await(after, messages, Duration.ofMinutes(5));
      if (arrived.size() != messages) {
        throw new IllegalStateException(
            "%d messages were to be sent, and %d were".formatted(messages, arrived.size()));
      }
      int from = (int) (messages * SKIPPED);
      var time = Duration.between(arrived.get(from).at(), arrived.getLast().at());
      return Figure.of(
          SenderBench.NAME,
          SenderBench.UNLIMITED,
          (messages - from) * 1e9 / time.toNanos(),
          "messages/s");
    }
  }
}
