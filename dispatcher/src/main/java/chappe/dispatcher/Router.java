// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.ButtonType;
import chappe.bot.CheckoutCheck;
import chappe.bot.ConversationRoute;
import chappe.bot.ErrorHandler;
import chappe.bot.EventHandler;
import chappe.bot.Filter;
import chappe.bot.Handler;
import chappe.bot.InlineOption;
import chappe.bot.InlineSearch;
import chappe.bot.Kind;
import chappe.bot.Middleware;
import chappe.bot.PressHandler;
import chappe.bot.Routes;
import chappe.common.record.BotAnnouncement;
import chappe.common.record.Event.ChatBlocked;
import chappe.common.record.Event.ChatMigrated;
import chappe.common.record.Event.DeliveryResult;
import chappe.common.record.Event.JobDue;
import chappe.common.record.Event.JobResult;
import chappe.common.record.Event.PaymentMade;
import chappe.common.record.Event.Refund;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a bot registers, or one part of it: fills the bot's one table, and keeps what goes around
/// all its routes. Filled by one thread; thread-safe once the table is fixed.
final class Router implements Routes {
  private final RouteTable table;
  private final Optional<Router> outer;
  private final List<Middleware> middlewares = new ArrayList<>();
  private final List<Filter> filters = new ArrayList<>();
  private @Nullable ErrorHandler onError;
  private @Nullable String apology;

  Router(RouteTable table, Optional<Router> outer) {
    this.table = table;
    this.outer = outer;
  }

  @Override
  public RegisteredCommand command(String name, String description, Handler handler) {
    return table.add(new RegisteredCommand(name, description, handler, this));
  }

  @Override
  public RegisteredRoute text(Pattern pattern, Handler handler) {
    return table.addText(pattern, route("text:" + pattern, handler));
  }

  @Override
  public RegisteredRoute text(Handler handler) {
    return table.addText(route("text", handler));
  }

  @Override
  public RegisteredRoute message(Filter filter, Handler handler) {
    return table.addMessage(route("message", handler).when(filter));
  }

  @Override
  public RegisteredRoute callback(String pattern, Handler handler) {
    return table.addCallback(new CallbackPattern(pattern), route("callback:" + pattern, handler));
  }

  @Override
  public <R extends Record> RegisteredRoute callback(ButtonType<R> type, PressHandler<R> handler) {
    return callback(
            type.name() + ":{data}",
            context -> handler.handle(context, type.read(context.data()).orElseThrow()))
        .when(update -> type.read(update.data()).isPresent());
  }

  @Override
  public RegisteredRoute callback(Handler handler) {
    return table.addKind(Kind.CALLBACK_QUERY, route("callback", handler));
  }

  @Override
  public RegisteredRoute inline(InlineSearch search) {
    return table.addKind(Kind.INLINE_QUERY, new RegisteredInline(search, this));
  }

  @Override
  public RegisteredRoute kind(String kind, Handler handler) {
    return table.addKind(kind, route(kind, handler));
  }

  @Override
  public <S> Conversation<S> conversation(
      String name, Class<S> states, ConversationRoute.Answers<S> answers) {
    table.requireOpen();
    return table.conversations().add(name, states, answers, this);
  }

  @Override
  public <R extends Record> Form<R> form(String name, Class<R> type) {
    table.requireOpen();
    var form = new Form<>(name, type, table.conversations(), this);
    table.add(form);
    return form;
  }

  @Override
  public RegisteredRoute fallback(Handler handler) {
    return table.addKind(Kind.MESSAGE, route("fallback", handler));
  }

  @Override
  public RegisteredRoute any(Handler handler) {
    return table.addAny(route("any", handler));
  }

  @Override
  public RegisteredRoute result(String name, EventHandler<DeliveryResult> handler) {
    return events().named(DeliveryResult.TYPE, "result", name, DeliveryResult.class, handler, this);
  }

  @Override
  public RegisteredRoute job(String name, EventHandler<JobDue> handler) {
    return events().named(JobDue.TYPE, "job", name, JobDue.class, handler, this);
  }

  @Override
  public RegisteredRoute jobResult(String name, EventHandler<JobResult> handler) {
    return events().named(JobResult.TYPE, "job result", name, JobResult.class, handler, this);
  }

  @Override
  public void checkout(String name, CheckoutCheck check) {
    events().check(name, check);
  }

  @Override
  public RegisteredRoute paid(String name, EventHandler<PaymentMade> handler) {
    return events().named(PaymentMade.TYPE, "paid", name, PaymentMade.class, handler, this);
  }

  @Override
  public RegisteredRoute refunded(String name, EventHandler<Refund> handler) {
    return events().named(Refund.TYPE, "refunded", name, Refund.class, handler, this);
  }

  @Override
  public RegisteredRoute blocked(EventHandler<ChatBlocked> handler) {
    return events().all(ChatBlocked.TYPE, "blocked", ChatBlocked.class, handler, this);
  }

  @Override
  public RegisteredRoute migrated(EventHandler<ChatMigrated> handler) {
    return events().all(ChatMigrated.TYPE, "migrated", ChatMigrated.class, handler, this);
  }

  private EventRoutes events() {
    table.requireOpen();
    return table.events();
  }

  @Override
  public void daily(String job, LocalTime time, ZoneId zone, Handler handler) {
    table.addJob(BotAnnouncement.Job.daily(job, time, zone));
    job(job, (context, _) -> handler.handle(context));
  }

  @Override
  public void every(String job, Duration period, Handler handler) {
    table.addJob(BotAnnouncement.Job.every(job, period));
    job(job, (context, _) -> handler.handle(context));
  }

  @Override
  public void router(Consumer<Routes> part) {
    table.requireOpen();
    part.accept(new Router(table, Optional.of(this)));
  }

  @Override
  public Router with(Middleware middleware) {
    table.requireOpen();
    check(middleware);
    middlewares.add(middleware);
    return this;
  }

  @Override
  public Router when(Filter filter) {
    table.requireOpen();
    filters.add(filter);
    return this;
  }

  @Override
  public Router apology(String text) {
    table.requireOpen();
    if (text.isBlank()) {
      throw new IllegalArgumentException("an apology must say something");
    }
    apology = text;
    return this;
  }

  @Override
  public Router onError(ErrorHandler handler) {
    table.requireOpen();
    onError = handler;
    return this;
  }

  void requireOpen() {
    table.requireOpen();
  }

  /// The middlewares around all routes of this router, the outermost first.
  List<Middleware> middlewares() {
    List<Middleware> all = new ArrayList<>(outer.map(Router::middlewares).orElse(List.of()));
    all.addAll(middlewares);
    return all;
  }

  /// What an update must pass.
  List<Filter> filters() {
    List<Filter> all = new ArrayList<>(outer.map(Router::filters).orElse(List.of()));
    all.addAll(filters);
    return all;
  }

  /// Who is told of a failure, the nearest first.
  List<ErrorHandler> errorHandlers() {
    List<ErrorHandler> all = new ArrayList<>();
    if (onError != null) {
      all.add(onError);
    }
    outer.map(Router::errorHandlers).ifPresent(all::addAll);
    return all;
  }

  /// What a person reads whose update has failed for the last time: the nearest router's.
  Optional<String> apology() {
    return Optional.ofNullable(apology).or(() -> outer.flatMap(Router::apology));
  }

  /// @throws IllegalArgumentException for what goes around inline queries alone
  static void check(Middleware middleware) {
    if (middleware instanceof InlineOption) {
      throw new IllegalArgumentException("cached() and pages() are for the route of on.inline(…)");
    }
  }

  /// The route of a conversation, which has its own way to an update.
  RegisteredRoute conversation(String name, Handler handler) {
    return table.added(route("conversation:" + name, handler));
  }

  /// The route of events, which have their own way to it.
  RegisteredRoute event(String label, Handler handler) {
    return table.added(route(label, handler));
  }

  private RegisteredRoute route(String label, Handler handler) {
    return new RegisteredRoute(label, handler, this);
  }
}
