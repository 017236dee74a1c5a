// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Api;
import chappe.bot.BotMetrics;
import chappe.bot.Cache;
import chappe.bot.Guard;
import chappe.bot.HttpService;
import chappe.bot.Invoice;
import chappe.bot.Limit;
import chappe.bot.RegisteredUser;
import chappe.bot.Schedule;
import chappe.bot.Session;
import chappe.bot.State;
import chappe.bot.Users;
import chappe.common.json.Json;
import chappe.common.record.Event;
import chappe.common.record.RecordKey;
import chappe.common.record.RefundRequest;
import chappe.common.record.RetryId;
import chappe.common.record.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One call of a handler: what can be done about the update. Confined to that call.
final class HandlerContext extends AnsweringContext {
  private final RunningBot running;
  private final HandlerSessions sessions;
  private final long started;
  private @Nullable Locale locale;
  private int calls;
  private int jobs;
  private int invoices;

  HandlerContext(
      Origin origin,
      IncomingUpdate update,
      RouteTable.Taken taken,
      RunningBot running,
      Outbox outbox,
      HandlerSessions sessions,
      EarlySends early,
      Surroundings surroundings) {
    super(origin, update, taken, outbox, early, surroundings);
    this.running = running;
    this.sessions = sessions;
    this.started = surroundings.tools().nanos();
  }

  /// How far the call has come, to [#back] to.
  record Mark(int sent, HandlerSessions.Copy remembered) {}

  Mark mark() {
    return new Mark(outbox.size(), sessions.copy());
  }

  /// Drops what was sent and remembered since.
  void back(Mark mark) {
    outbox.cut(mark.sent);
    sessions.restore(mark.remembered);
  }

  @Override
  public String help() {
    return running.routes().help();
  }

  @Override
  public Session session() {
    return sessions.chat();
  }

  @Override
  public Session userSession() {
    return sessions.user(user().id());
  }

  @Override
  public Session personal() {
    return sessions.personal(origin.key(), user().id(), outbox);
  }

  @Override
  public <T> State<T> session(Class<T> type) {
    return new HandlerState<>(sessions.chat(), new StateType<>(type));
  }

  @Override
  public <T> State<T> userSession(Class<T> type) {
    return new HandlerState<>(memory(), new StateType<>(type));
  }

  @Override
  public void begin(String conversation, Object state) throws Exception {
    running.routes().conversations().named(conversation).begin(this, state);
  }

  @Override
  public void leave() {
    new Talk(memory()).end();
  }

  /// What is remembered of the user in this chat, the engine's part included.
  HandlerSession memory() {
    return memory(user().id());
  }

  HandlerSession memory(long user) {
    return sessions.user(user);
  }

  @Override
  public Locale locale() {
    if (locale == null) {
      locale = Texts.locale(language());
    }
    return locale;
  }

  @Override
  public String localized(String key, Object... arguments) {
    return running.texts().text(locale(), key, arguments);
  }

  /// The text of that key; the argument itself where there is no such key.
  String localizedOr(String keyOrText) {
    return running.texts().find(locale(), keyOrText).orElse(keyOrText);
  }

  private String language() {
    return update
        .user()
        .map(
            it ->
                users()
                    .current()
                    .map(RegisteredUser::language)
                    .filter(language -> !language.isEmpty())
                    .orElse(it.languageCode()))
        .orElse("");
  }

  @Override
  public Users users() {
    return new HandlerUsers(
        surroundings.people(),
        surroundings.admins(),
        bot(),
        () -> Presence.sighting(origin, user()),
        it -> outbox.tell(RecordKey.chat(bot(), it), new Event.Forget(1, it)));
  }

  @Override
  public BotMetrics metrics() {
    return surroundings.offers().to(bot()).metrics();
  }

  @Override
  public Api api() {
    return surroundings.offers().to(bot()).api();
  }

  @Override
  public HttpService http(String name) {
    return surroundings.offers().to(bot()).services().named(name, this::nextCall);
  }

  private String nextCall() {
    calls++;
    return idempotencyKey() + ":http:" + calls;
  }

  @Override
  public Schedule schedule() {
    return new HandlerSchedule(
        outbox,
        origin.key(),
        () -> ReplyAddress.of(chat(), update),
        this::nextJob,
        surroundings.textLimit());
  }

  /// Counted by the call: the same job has the same id at every attempt.
  private String nextJob() {
    jobs++;
    return DerivedIds.of(origin.id(), "job", jobs);
  }

  @Override
  public Invoice invoice(String name) {
    invoices++;
    return new HandlerInvoice(
        outbox,
        name,
        update.chat().map(it -> OptionalLong.of(it.id())).orElseGet(OptionalLong::empty),
        DerivedIds.of(origin.id(), "invoice", invoices));
  }

  @Override
  public void refund(String charge) {
    if (charge.isBlank()) {
      throw new IllegalArgumentException("a refund names the payment");
    }
    var request = new RefundRequest(1, charge);
    outbox.add(
        "a refund", post -> post.emit(Topic.INVOICES, origin.key(), RefundRequest.TYPE, request));
  }

  @Override
  public Limit limit(String key) {
    return surroundings.tools().limits().of(bot(), key);
  }

  @Override
  public Guard guard(String name) {
    return FunctionGuard.of(name, cache());
  }

  @Override
  public Cache cache() {
    return surroundings.tools().cache(bot());
  }

  @Override
  public void alertAdmins(String text) {
    for (long chat : surroundings.tools().adminChats()) {
      outbox.add("sendMessage", List.of(Json.object().put("chat_id", chat).put("text", text)));
    }
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(surroundings.tools().nanos() - started);
  }

  @Override
  public String idempotencyKey() {
    return RetryId.first(origin.id());
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    surroundings.pause().pause(duration);
  }

  /// What the engine's own handlers use as well.
  IncomingUpdate incoming() {
    return update;
  }
}
