// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.BadArguments;
import chappe.bot.FailurePolicy;
import chappe.common.consumer.BadRecordException;
import chappe.common.consumer.Emitter;
import chappe.common.consumer.Received;
import chappe.common.consumer.RecordHandler;
import chappe.common.json.UnreadableJson;
import chappe.common.record.Topic;
import java.util.Map;
import java.util.Optional;

/// The engine: finds an update's bot and route, runs the handler, and emits what it sent when it
/// has ended well. Thread-safe.
final class Dispatcher implements RecordHandler {
  private final Map<String, RunningBot> bots;
  private final Surroundings surroundings;
  private final DispatcherMetrics metrics;
  private final Presence presence;

  Dispatcher(Map<String, RunningBot> bots, Surroundings surroundings, DispatcherMetrics metrics) {
    this.bots = Map.copyOf(bots);
    this.surroundings = surroundings;
    this.metrics = metrics;
    this.presence = new Presence(surroundings.people());
  }

  @Override
  public void handle(Received received, Emitter emitter) throws Exception {
    if (received.sourceTopic().equals(Topic.EVENTS.topicName())) {
      // What the line tells handlers: no route takes events.
      return;
    }
    var origin = origin(received);
    var bot = Optional.ofNullable(bots.get(origin.key().bot()));
    if (bot.isEmpty()) {
      metrics.skipped();
      return;
    }
    var update = read(received);
    update.user().ifPresent(user -> metrics.seen(bot.get().name(), user.id()));
    presence.note(origin, update);
    var taken = bot.get().routes().take(update, bot.get().username());
    if (taken.isEmpty()) {
      metrics.ignored(bot.get().name());
      return;
    }
    var outbox = new Outbox(origin.key(), origin.receivedAt(), surroundings.clock());
    var sessions = new HandlerSessions(emitter);
    var context =
        new HandlerContext(
            origin, update, taken.get(), bot.get().routes(), outbox, sessions, surroundings);
    metrics.measured(
        bot.get().name(),
        taken.get().route(),
        received.attempt(),
        () -> run(bot.get(), taken.get().route(), context, outbox));
    sessions.close();
    outbox.emit(emitter);
  }

  @Override
  public boolean parks(Received received) {
    try {
      var bot = Optional.ofNullable(bots.get(received.recordKey().bot()));
      var update = IncomingUpdate.read(received.value());
      return !received.sourceTopic().equals(Topic.EVENTS.topicName())
          && bot.flatMap(it -> it.routes().take(update, it.username()))
              .filter(it -> it.route().onFailure() == FailurePolicy.PARK)
              .isPresent();
    } catch (IllegalArgumentException | UnreadableJson e) {
      return false;
    }
  }

  // Neither gets better by another attempt.

  private static Origin origin(Received received) throws BadRecordException {
    try {
      return Origin.of(received);
    } catch (IllegalArgumentException e) {
      throw new BadRecordException("the key is not {bot}:{chat}", e);
    }
  }

  private static IncomingUpdate read(Received received) throws BadRecordException {
    try {
      return IncomingUpdate.read(received.value());
    } catch (UnreadableJson e) {
      throw new BadRecordException("the update is no JSON", e);
    }
  }

  private static void run(
      RunningBot bot, RegisteredRoute route, HandlerContext context, Outbox outbox)
      throws Exception {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    // Libraries that look for their parts by the thread's loader find those of the bot's jar.
    thread.setContextClassLoader(bot.loader());
    try {
      route.run(context);
    } catch (BadArguments e) {
      outbox.clear();
      context.reply(route.usage(e));
    } finally {
      thread.setContextClassLoader(before);
      outbox.close();
    }
  }
}
