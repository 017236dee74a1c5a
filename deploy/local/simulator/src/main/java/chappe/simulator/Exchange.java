// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.World;
import chappe.simulator.ledger.Entry;
import chappe.simulator.ledger.Fault;
import chappe.simulator.ledger.Faults;
import chappe.simulator.ledger.Ledger;
import chappe.simulator.limit.Limits;
import chappe.simulator.limit.StrictMode;
import chappe.simulator.method.Answer;
import chappe.simulator.method.Methods;
import chappe.simulator.method.Parameters;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Takes a call from its arrival to its answer: faults, the method itself, the ledger, and whoever
/// watches. Thread-safe; waits where a fault or getUpdates does.
final class Exchange {
  private final World world;
  private final Methods methods;
  private final Ledger ledger;
  private final Faults faults;
  private final StrictMode strict;
  private final LongSupplier nanos;

  /// What goes back to the caller.
  ///
  /// @param status 0 where the connection is to be cut instead
  /// @param body JSON
  /// @param retryAfter seconds for the header of that name, 0 for none
  record Reply(int status, byte[] body, int retryAfter) {}

  Exchange(
      World world,
      Methods methods,
      Ledger ledger,
      Faults faults,
      StrictMode strict,
      LongSupplier nanos) {
    this.world = world;
    this.methods = methods;
    this.ledger = ledger;
    this.faults = faults;
    this.strict = strict;
    this.nanos = nanos;
  }

  Reply call(BotAccount bot, String asked, Parameters parameters, boolean webhook)
      throws InterruptedException {
    Instant at = world.clock().instant();
    long started = nanos.getAsLong();
    String method = methods.name(asked);
    String chat = chat(parameters);
    Optional<Fault> fault = faults.take(bot.id(), method, chat);
    if (fault.isPresent()) {
      Pause.of(fault.get().delay());
    }
    boolean lost =
        fault
            .map(Fault::drop)
            .filter(it -> it == Fault.Drop.BEFORE || it == Fault.Drop.AFTER)
            .isPresent();
    int wait = lost ? 0 : wait(bot, method, parameters, started);
    Answer answer = wait > 0 ? Answer.tooMany(wait) : answer(bot, method, parameters, fault);
    byte[] body = Json.bytes(answer.body());
    Entry entry =
        new Entry(
            at,
            bot.id(),
            method,
            chat,
            Json.bytes(parameters.values()),
            lost ? 0 : answer.status(),
            body,
            Duration.ofNanos(nanos.getAsLong() - started),
            webhook);
    ledger.add(entry);
    tell(bot, entry);
    return lost
        ? new Reply(0, new byte[0], 0)
        : new Reply(answer.status(), body, retryAfter(answer));
  }

  private Answer answer(BotAccount bot, String method, Parameters parameters, Optional<Fault> fault)
      throws InterruptedException {
    if (fault.isEmpty()) {
      return methods.answer(bot, method, parameters);
    }
    if (fault.get().drop() == Fault.Drop.BEFORE) {
      return Answer.refused(0, "the connection was cut before the call");
    }
    if (fault.get().drop() == Fault.Drop.ANSWER) {
      methods.answer(bot, method, parameters);
    }
    return fault.get().status() == 0
        ? methods.answer(bot, method, parameters)
        : refused(fault.get());
  }

  /// How many seconds too early a message is, 0 for what may go.
  private int wait(BotAccount bot, String method, Parameters parameters, long now) {
    int cost = strict.limits().isEmpty() ? 0 : methods.messages(method, parameters);
    OptionalLong chat =
        cost == 0 ? OptionalLong.empty() : world.directory().find(parameters.text("chat_id"));
    if (chat.isEmpty()) {
      return 0;
    }
    Duration answers = strict.limits().map(Limits::answers).orElse(Duration.ZERO);
    Instant heard = bot.heard().get(chat.getAsLong());
    boolean answer = heard != null && world.clock().instant().isBefore(heard.plus(answers));
    boolean paid = parameters.text("allow_paid_broadcast").equalsIgnoreCase("true");
    return strict.take(new StrictMode.Sending(bot.id(), chat.getAsLong(), cost, answer, paid), now);
  }

  private static Answer refused(Fault fault) {
    if (fault.status() == 429 && fault.description().isEmpty()) {
      return Answer.tooMany(Math.max(1, fault.retryAfter()));
    }
    ObjectNode parameters = Json.object();
    if (fault.retryAfter() > 0) {
      parameters.put("retry_after", fault.retryAfter());
    }
    if (fault.migrateTo() != 0) {
      parameters.put("migrate_to_chat_id", fault.migrateTo());
    }
    return new Answer.Refused(
        fault.status(),
        fault.description().isEmpty() ? FaultWords.of(fault.status()) : fault.description(),
        parameters);
  }

  private String chat(Parameters parameters) {
    String named = parameters.text("chat_id");
    return named.startsWith("@")
        ? world.directory().find(named).stream().mapToObj(Long::toString).findFirst().orElse(named)
        : named;
  }

  private void tell(BotAccount bot, Entry entry) {
    if (!entry.method().equals("getUpdates")) {
      world.tell(
          "call",
          bot,
          0,
          Json.object()
              .put("method", entry.method())
              .put("status", entry.status())
              .put("chat", entry.chat()));
    }
  }

  private static int retryAfter(Answer answer) {
    return answer instanceof Answer.Refused refused ? refused.retryAfter() : 0;
  }
}
