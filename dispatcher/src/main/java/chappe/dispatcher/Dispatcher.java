// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.FailurePolicy;
import chappe.bot.User;
import chappe.common.consumer.Arrivals;
import chappe.common.consumer.BadRecordException;
import chappe.common.consumer.Emitter;
import chappe.common.consumer.Received;
import chappe.common.consumer.RecordHandler;
import chappe.common.json.UnreadableJson;
import chappe.common.record.Event.PaymentMade;
import chappe.common.record.Topic;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The engine: finds an update's bot and route, runs the handler, and emits what it sent when it
/// has ended well. Thread-safe.
final class Dispatcher implements RecordHandler {
  private static final String ANSWER = "answerCallbackQuery";

  private final Map<String, RunningBot> bots;
  private final Surroundings surroundings;
  private final DispatcherMetrics metrics;
  private final Presence presence;
  private final Transfers transfers;
  private final Checks checks;
  private final Acknowledgements acknowledgements;

  Dispatcher(
      Map<String, RunningBot> bots,
      Surroundings surroundings,
      DispatcherMetrics metrics,
      Acknowledgements acknowledgements) {
    this.acknowledgements = acknowledgements;
    this.bots = Map.copyOf(bots);
    this.surroundings = surroundings;
    this.metrics = metrics;
    this.presence = new Presence(surroundings.people());
    this.transfers = new Transfers(surroundings.people(), surroundings.clock());
    this.checks = new Checks(surroundings.clock(), metrics);
  }

  @Override
  public void handle(Received received, Emitter emitter) throws Exception {
    handle(received, emitter, Optional.empty());
  }

  /// The same for an update that was read before.
  ///
  /// @param read empty: not yet
  void handle(Received received, Emitter emitter, Optional<IncomingUpdate> read) throws Exception {
    var origin = origin(received);
    var bot = Optional.ofNullable(bots.get(origin.key().bot()));
    if (bot.isEmpty()) {
      metrics.skipped();
      return;
    }
    if (received.sourceTopic().equals(Topic.CHECKS.topicName())) {
      checks.handle(bot.get(), received, emitter);
      return;
    }
    var came = read.isPresent() ? read.get() : read(received);
    var restored = surroundings.tools().buttons().restored(bot.get().name(), came);
    if (restored.isEmpty()) {
      forgotten(bot.get(), origin, came, emitter);
      metrics.ignored(bot.get().name());
      return;
    }
    var update = restored.get();
    update.user().ifPresent(user -> metrics.seen(bot.get().name(), user.id()));
    var sessions = new HandlerSessions(emitter);
    var outbox = new Outbox(origin.key(), origin.receivedAt(), surroundings.clock());
    upkeep(received, origin, update, emitter, sessions);
    var taken =
        talk(bot.get(), received, origin, update, sessions)
            .or(() -> take(bot.get(), received, update));
    if (taken.isEmpty()) {
      metrics.ignored(bot.get().name());
      sessions.close();
      outbox.emit(emitter, origin.id(), surroundings);
      thank(bot.get(), origin, update, emitter);
      return;
    }
    var context =
        new HandlerContext(
            origin,
            update,
            taken.get(),
            bot.get(),
            outbox,
            sessions,
            new EarlySends(emitter, origin.key(), surroundings.clock()),
            surroundings);
    var begun = context.mark();
    metrics.measured(
        bot.get().name(),
        taken.get().route(),
        received.attempt(),
        () ->
            new HandlerCall(
                    bot.get(), taken.get().route(), context, outbox, begun, metrics.attempts())
                .run());
    sessions.close();
    if (outbox.calls(ANSWER) && !acknowledgements.answers(received.id())) {
      outbox.drop(ANSWER);
      metrics.lateAnswer();
    }
    outbox.emit(emitter, origin.id(), surroundings);
    if (outbox.size() == 0) {
      thank(bot.get(), origin, update, emitter);
    }
  }

  /// Whoever has paid reads at least that it arrived, where the bot says nothing itself.
  private void thank(RunningBot bot, Origin origin, IncomingUpdate update, Emitter emitter) {
    if (!update.kind().equals(PaymentMade.TYPE)) {
      return;
    }
    var outbox = new Outbox(origin.key(), origin.receivedAt(), surroundings.clock());
    Refusal.send(bot.texts().text(Locale.ROOT, "payment.thanks"), "", update, outbox);
    outbox.emit(emitter, origin.id(), surroundings);
  }

  /// Tells a person that what the pressed button stood for is kept no more.
  private void forgotten(RunningBot bot, Origin origin, IncomingUpdate update, Emitter emitter) {
    var language = update.user().map(User::languageCode).orElse("");
    var text = bot.texts().text(Texts.locale(language), "button.expired");
    var outbox = new Outbox(origin.key(), origin.receivedAt(), surroundings.clock());
    Refusal.send(text, "", update, outbox);
    outbox.emit(emitter, origin.id(), surroundings);
  }

  @Override
  public Optional<Arrivals> arrivals() {
    return Optional.of(acknowledgements);
  }

  /// What the engine itself does about a record.
  private void upkeep(
      Received received,
      Origin origin,
      IncomingUpdate update,
      Emitter emitter,
      HandlerSessions sessions)
      throws BadRecordException {
    if (!isEvent(received)) {
      presence.note(origin, update);
      transfers.migrate(origin, update, emitter, sessions);
      return;
    }
    try {
      transfers.take(origin, received.type(), received.value(), emitter, sessions);
    } catch (UnreadableJson e) {
      throw new BadRecordException("the event is none of its type", e);
    }
  }

  private static Optional<RouteTable.Taken> talk(
      RunningBot bot,
      Received received,
      Origin origin,
      IncomingUpdate update,
      HandlerSessions sessions) {
    return isEvent(received)
        ? Optional.empty()
        : bot.routes().conversations().take(update, origin, bot.username(), sessions);
  }

  @Override
  public boolean parks(Received received) {
    if (received.sourceTopic().equals(Topic.CHECKS.topicName())) {
      return false;
    }
    try {
      var bot = Optional.ofNullable(bots.get(received.recordKey().bot()));
      var read = read(received);
      var update =
          surroundings.tools().buttons().restored(received.recordKey().bot(), read).orElse(read);
      return bot.flatMap(it -> take(it, received, update))
          .filter(it -> it.route().onFailure() == FailurePolicy.PARK)
          .isPresent();
    } catch (IllegalArgumentException | BadRecordException e) {
      return false;
    }
  }

  private static Optional<RouteTable.Taken> take(
      RunningBot bot, Received received, IncomingUpdate update) {
    return isEvent(received)
        ? bot.routes().events().take(update.kind(), update.json()).map(RouteTable.Taken::of)
        : bot.routes().take(update, bot.username());
  }

  private static boolean isEvent(Received received) {
    return received.sourceTopic().equals(Topic.EVENTS.topicName());
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
      return isEvent(received)
          ? IncomingUpdate.event(received.type(), received.value(), received.recordKey())
          : IncomingUpdate.read(received.value());
    } catch (UnreadableJson e) {
      throw new BadRecordException("the record's value is no JSON", e);
    }
  }
}
