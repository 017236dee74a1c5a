// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.record.CommandResult.Outcome;
import chappe.sender.broadcast.Broadcasts;
import java.time.Duration;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells broadcasts what became of their commands, before the commands count as finished: while the
/// database is away they wait. Thread-safe.
final class Campaigns {
  private static final Logger log = LoggerFactory.getLogger(Campaigns.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final Broadcasts broadcasts;
  private final Waiter waiter;

  Campaigns(Broadcasts broadcasts, Waiter waiter) {
    this.broadcasts = broadcasts;
    this.waiter = waiter;
  }

  void ended(String command, Outcome outcome) throws InterruptedException {
    ended(
        command,
        switch (outcome) {
          case SENT -> "sent";
          case BLOCKED -> "blocked";
          case UNKNOWN -> "unknown";
          case REJECTED, EXPIRED -> "failed";
        });
  }

  /// It became a dead letter.
  void died(String command) throws InterruptedException {
    ended(command, "failed");
  }

  private void ended(String command, String state) throws InterruptedException {
    while (Broadcasts.isOne(command) && !written(command, state)) {
      waiter.pause(AGAIN);
    }
  }

  private boolean written(String command, String state) {
    try {
      broadcasts.ended(command, state);
      return true;
    } catch (JdbiException e) {
      log.atWarn().addKeyValue("command", command).log("a broadcast waits for the database");
      return false;
    }
  }
}
