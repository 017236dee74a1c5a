// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Api;
import chappe.bot.Arguments;
import chappe.bot.BotMetrics;
import chappe.bot.Chat;
import chappe.bot.Context;
import chappe.bot.HttpService;
import chappe.bot.Outgoing;
import chappe.bot.RegisteredUser;
import chappe.bot.Session;
import chappe.bot.State;
import chappe.bot.User;
import chappe.bot.Users;
import chappe.common.record.Event;
import chappe.common.record.RecordKey;
import chappe.common.record.RetryId;
import com.fasterxml.jackson.databind.JsonNode;
import com.pengrad.telegrambot.model.Update;
import com.pengrad.telegrambot.request.BaseRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/// One call of a handler. Confined to that call.
final class HandlerContext implements Context {
  private final Origin origin;
  private final IncomingUpdate update;
  private final RouteTable.Taken taken;
  private final RunningBot running;
  private final Outbox outbox;
  private final HandlerSessions sessions;
  private final Surroundings surroundings;
  private @Nullable Update typed;
  private @Nullable Locale locale;
  private int calls;

  HandlerContext(
      Origin origin,
      IncomingUpdate update,
      RouteTable.Taken taken,
      RunningBot running,
      Outbox outbox,
      HandlerSessions sessions,
      Surroundings surroundings) {
    this.origin = origin;
    this.update = update;
    this.taken = taken;
    this.running = running;
    this.outbox = outbox;
    this.sessions = sessions;
    this.surroundings = surroundings;
  }

  @Override
  public String bot() {
    return origin.key().bot();
  }

  @Override
  public String kind() {
    return update.kind();
  }

  @Override
  public JsonNode json() {
    return update.json();
  }

  @Override
  public Update update() {
    if (typed == null) {
      typed = TypeLibrary.update(update);
    }
    return typed;
  }

  @Override
  public Instant receivedAt() {
    return origin.receivedAt();
  }

  @Override
  public boolean hasChat() {
    return update.chat().isPresent();
  }

  @Override
  public Chat chat() {
    return update.chat().orElseThrow(() -> lacks("chat"));
  }

  @Override
  public boolean hasUser() {
    return update.user().isPresent();
  }

  @Override
  public User user() {
    return update.user().orElseThrow(() -> lacks("user"));
  }

  @Override
  public String text() {
    return update.text();
  }

  @Override
  public String command() {
    return update.command().map(TypedCommand::name).orElse("");
  }

  @Override
  public Arguments arguments() {
    return Arguments.of(update.command().map(TypedCommand::arguments).orElse(""));
  }

  @Override
  public String payload() {
    return update
        .command()
        .filter(it -> it.name().equals("start"))
        .map(TypedCommand::arguments)
        .orElse("");
  }

  @Override
  public MatchResult match() {
    return taken
        .found()
        .orElseThrow(
            () -> new IllegalStateException("only a text route with a pattern has a match"));
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
    return sessions.user(user().id());
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
  public Outgoing reply(String text) {
    var address = ReplyAddress.of(chat(), update);
    var calls =
        TextParts.of(text, surroundings.textLimit()).stream()
            .map(part -> address.deepCopy().put("text", part))
            .toList();
    return outbox.add("sendMessage", calls);
  }

  @Override
  public Outgoing send(BaseRequest<?, ?> request) {
    var call = TypeLibrary.call(request);
    return outbox.add(request.getMethod(), List.of(call.params()), call.files());
  }

  @Override
  public String idempotencyKey() {
    return RetryId.first(origin.id());
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    surroundings.pause().pause(duration);
  }

  private IllegalStateException lacks(String what) {
    return new IllegalStateException("an update of kind '" + kind() + "' has no " + what);
  }
}
