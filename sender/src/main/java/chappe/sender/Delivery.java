// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import dev.failsafe.ExecutionContext;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a command to its end: calls Telegram, again where that helps, until there is a result or
/// its deadline has passed. Blocks as long as that takes. Thread-safe; each command has its own
/// [Attempts].
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final Telegram telegram;
  private final Waiter waiter;
  private final InstantSource clock;
  private final DoubleSupplier random;
  private final AnswersPerBot answers = new AnswersPerBot();

  /// Without pauses of its own: [Waiter] makes them, where a clean stop can end them.
  private final RetryPolicy<Step> retries =
      RetryPolicy.<Step>builder()
          .handleIf((step, thrown) -> thrown == null && step instanceof Step.Again)
          .withMaxRetries(-1)
          .build();

  /// @param random from 0 (inclusive) to 1, for the jitter
  Delivery(Telegram telegram, Waiter waiter, InstantSource clock, DoubleSupplier random) {
    this.telegram = telegram;
    this.waiter = waiter;
    this.clock = clock;
    this.random = random;
  }

  /// @throws UnsendableException where it is to become a dead letter
  /// @throws InterruptedException where it is not finished and must be taken up again
  Step.Done deliver(Command command) throws InterruptedException {
    var attempts = new Attempts(command, telegram, clock, random, answers);
    try {
      return switch (Failsafe.with(retries).get(context -> step(context, attempts))) {
        case Step.Done done -> done;
        case Step.Again _ -> throw new IllegalStateException("retries never end");
      };
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw e;
    }
  }

  private Step step(ExecutionContext<Step> context, Attempts attempts) throws InterruptedException {
    if (context.getLastResult() instanceof Step.Again again) {
      LOG.atWarn()
          .addKeyValue("command", attempts.command().id())
          .addKeyValue("method", attempts.command().call().method())
          .addKeyValue("outcome", again.outcome())
          .addKeyValue("attempt", attempts.made())
          .addKeyValue("wait_ms", again.pause().toMillis())
          .log("a command waits for its next attempt");
      waiter.pause(again.pause());
    }
    return attempts.next();
  }
}
