// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.payments.ledger.Books;
import chappe.payments.ledger.Outgoing;
import chappe.payments.ledger.PendingCheck;
import chappe.payments.order.Refusal;
import java.time.Duration;

/// Says no where a bot has said nothing in time, to its own questions and to those of an instance
/// that is gone. Confined to its loop.
final class Deadlines {
  private static final int MOST = 200;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration KEPT = Duration.ofDays(1);

  /// How many looks there are between two sweeps of what is long decided.
  private static final int LOOKS = 5_000;

  private final Books books;
  private final PaymentsMetrics metrics;
  private final Runnable refused;
  private int looks;

  /// @param refused told that there is something to be published
  Deadlines(Books books, PaymentsMetrics metrics, Runnable refused) {
    this.books = books;
    this.metrics = metrics;
    this.refused = refused;
  }

  Duration runOnce() {
    int count = books.refuseOverdue(MOST, this::refusal);
    if (count > 0) {
      refused.run();
    }
    if (looks++ % LOOKS == 0) {
      books.sweepChecks(KEPT);
    }
    return count == MOST ? Duration.ZERO : PAUSE;
  }

  private Outgoing refusal(PendingCheck check) {
    metrics.refused(check.key().bot(), Refusal.TIMEOUT);
    return Answers.refuse(
        check.id(), check.key(), check.query(), check.receivedAt(), Texts.of(Refusal.TIMEOUT));
  }
}
