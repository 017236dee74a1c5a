// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Checkout;
import chappe.bot.CheckoutCheck;
import chappe.common.consumer.BadRecordException;
import chappe.common.consumer.Emitter;
import chappe.common.consumer.Received;
import chappe.common.consumer.Session;
import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.common.record.Check;
import chappe.common.record.Topic;
import chappe.common.record.Verdict;
import java.time.InstantSource;
import java.util.Optional;

/// Asks a bot before a payment and emits its verdict. Thread-safe.
final class Checks {
  private final InstantSource clock;
  private final DispatcherMetrics metrics;

  Checks(InstantSource clock, DispatcherMetrics metrics) {
    this.clock = clock;
    this.metrics = metrics;
  }

  /// @throws BadRecordException where the record is no check
  /// @throws Exception what the bot throws
  void handle(RunningBot bot, Received received, Emitter emitter) throws Exception {
    var order = read(received);
    var check = bot.routes().events().check(order.name());
    if (check.isEmpty()) {
      metrics.ignored(bot.name());
      return;
    }
    if (!clock.instant().isBefore(order.deadline())) {
      // Nobody waits for the verdict any more.
      metrics.late();
      return;
    }
    metrics.measured(
        bot.name(),
        "checkout:" + order.name(),
        () -> bot.run(() -> emit(check.get(), new Asked(bot.name(), order, emitter), received)));
  }

  private static void emit(CheckoutCheck check, Asked asked, Received received) throws Exception {
    var query = asked.order.query();
    var verdict =
        switch (check.check(asked)) {
          case CheckoutCheck.Decision.Accepted() ->
              new Verdict(1, received.id(), query, true, null);
          case CheckoutCheck.Decision.Refused(var reason) ->
              new Verdict(1, received.id(), query, false, reason);
        };
    asked.emitter.emit(Topic.VERDICTS, received.recordKey(), Verdict.TYPE, Json.bytes(verdict));
  }

  private static Check read(Received received) throws BadRecordException {
    try {
      return Json.read(received.value(), Check.class);
    } catch (UnreadableJson e) {
      throw new BadRecordException("the record is no check", e);
    }
  }

  private record Asked(String bot, Check order, Emitter emitter) implements Checkout {
    @Override
    public <T> Optional<T> remembered(String name, Class<T> type) {
      return new HandlerSession(new Committed(emitter)).get(name, type);
    }
  }

  /// The session of the check's key as it is committed.
  private record Committed(Emitter emitter) implements Session {
    @Override
    public Optional<byte[]> value() {
      return emitter.committedSession();
    }

    @Override
    public void put(byte[] value) {
      throw new IllegalStateException("a check cannot change what is remembered");
    }

    @Override
    public void forget() {
      throw new IllegalStateException("a check cannot change what is remembered");
    }
  }
}
