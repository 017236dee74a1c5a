// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static java.util.stream.Collectors.joining;

import chappe.bot.CheckoutCheck;
import chappe.bot.ConversationRoute;
import chappe.bot.EventHandler;
import chappe.bot.Handler;
import chappe.bot.Routes;
import chappe.common.record.Event;
import chappe.common.record.Event.ChatBlocked;
import chappe.common.record.Event.ChatMigrated;
import chappe.common.record.Event.DeliveryResult;
import chappe.common.record.Event.JobDue;
import chappe.common.record.Event.PaymentMade;
import chappe.common.record.Event.Refund;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One bot's routes, and which of them takes an update. Filled by one thread, then [#fix]ed; from
/// then on thread-safe.
final class RouteTable implements Routes {
  private static final Pattern COMMAND_NAME = Pattern.compile("[a-z0-9_]{1,32}");
  private static final int DESCRIPTION_LIMIT = 256;

  private final Conversations conversations = new Conversations();
  private final List<Form<?>> forms = new ArrayList<>();
  private final Map<String, RegisteredCommand> commands = new LinkedHashMap<>();
  private final List<TextRoute> texts = new ArrayList<>();
  private final EventRoutes events = new EventRoutes();
  private @Nullable RegisteredRoute anyText;
  private @Nullable RegisteredRoute fallback;
  private @Nullable RegisteredRoute any;
  private boolean fixed;

  /// The route that takes an update.
  ///
  /// @param found what the pattern of a text route found
  record Taken(RegisteredRoute route, Optional<MatchResult> found) {}

  private record TextRoute(Pattern pattern, RegisteredRoute route) {}

  @Override
  public RegisteredCommand command(String name, String description, Handler handler) {
    requireOpen();
    if (!COMMAND_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the command '%s' must have 1 to 32 characters of a-z, 0-9 and _, without a slash"
              .formatted(name));
    }
    if (description.isBlank() || description.length() > DESCRIPTION_LIMIT) {
      throw new IllegalArgumentException(
          "the description of /%s must have 1 to %d characters".formatted(name, DESCRIPTION_LIMIT));
    }
    var route = new RegisteredCommand(name, description, handler, this);
    if (commands.putIfAbsent(name, route) != null) {
      throw new IllegalArgumentException("the command /" + name + " is registered twice");
    }
    return route;
  }

  @Override
  public RegisteredRoute text(Pattern pattern, Handler handler) {
    requireOpen();
    if (texts.stream().anyMatch(it -> it.pattern.pattern().equals(pattern.pattern()))) {
      throw new IllegalArgumentException("the text '" + pattern + "' is registered twice");
    }
    var route = new RegisteredRoute("text:" + pattern, handler, this);
    texts.add(new TextRoute(pattern, route));
    return route;
  }

  @Override
  public RegisteredRoute text(Handler handler) {
    anyText = only(anyText, "text", handler);
    return anyText;
  }

  @Override
  public RegisteredRoute fallback(Handler handler) {
    fallback = only(fallback, "fallback", handler);
    return fallback;
  }

  @Override
  public RegisteredRoute any(Handler handler) {
    any = only(any, "any", handler);
    return any;
  }

  @Override
  public <S> Conversation<S> conversation(
      String name, Class<S> states, ConversationRoute.Answers<S> answers) {
    requireOpen();
    return conversations.add(name, states, answers, this);
  }

  @Override
  public <R extends Record> Form<R> form(String name, Class<R> type) {
    requireOpen();
    var form = new Form<>(name, type, conversations, this);
    forms.add(form);
    return form;
  }

  Conversations conversations() {
    return conversations;
  }

  @Override
  public RegisteredRoute result(String name, EventHandler<Event.DeliveryResult> handler) {
    return open().named(DeliveryResult.TYPE, "result", name, DeliveryResult.class, handler, this);
  }

  @Override
  public RegisteredRoute job(String name, EventHandler<Event.JobDue> handler) {
    return open().named(JobDue.TYPE, "job", name, JobDue.class, handler, this);
  }

  @Override
  public void checkout(String name, CheckoutCheck check) {
    open().check(name, check);
  }

  @Override
  public RegisteredRoute paid(String name, EventHandler<Event.PaymentMade> handler) {
    return open().named(PaymentMade.TYPE, "paid", name, PaymentMade.class, handler, this);
  }

  @Override
  public RegisteredRoute refunded(String name, EventHandler<Event.Refund> handler) {
    return open().named(Refund.TYPE, "refunded", name, Refund.class, handler, this);
  }

  @Override
  public RegisteredRoute blocked(EventHandler<Event.ChatBlocked> handler) {
    return open().all(ChatBlocked.TYPE, "blocked", ChatBlocked.class, handler, this);
  }

  @Override
  public RegisteredRoute migrated(EventHandler<Event.ChatMigrated> handler) {
    return open().all(ChatMigrated.TYPE, "migrated", ChatMigrated.class, handler, this);
  }

  private EventRoutes open() {
    requireOpen();
    return events;
  }

  /// What the bot does about events and checks.
  EventRoutes events() {
    return events;
  }

  /// Ends the registration.
  void fix() {
    forms.forEach(Form::check);
    fixed = true;
  }

  void requireOpen() {
    if (fixed) {
      throw new IllegalStateException("routes can be added in configure() only");
    }
  }

  /// The route for an update; empty where the bot has none.
  ///
  /// @param username the bot's name at Telegram, asked for only where a command names a bot; empty:
  ///   not known, so that every command is its own
  Optional<Taken> take(IncomingUpdate update, Supplier<String> username) {
    return takeMessage(update, username).or(() -> taken(any));
  }

  /// The commands with their descriptions, one a line.
  String help() {
    return commands.values().stream().map(RegisteredCommand::helpLine).collect(joining("\n"));
  }

  private Optional<Taken> takeMessage(IncomingUpdate update, Supplier<String> username) {
    if (!update.isMessage()) {
      return Optional.empty();
    }
    var command = update.command();
    if (command.isEmpty()) {
      return takeText(update.text()).or(() -> taken(fallback));
    }
    var typed = command.get();
    return typed.addresses(username)
        ? taken(commands.get(typed.name())).or(() -> taken(fallback))
        : Optional.empty();
  }

  private Optional<Taken> takeText(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (TextRoute candidate : texts) {
      var matcher = candidate.pattern.matcher(text);
      if (matcher.find()) {
        return Optional.of(new Taken(candidate.route, Optional.of(matcher.toMatchResult())));
      }
    }
    return taken(anyText);
  }

  private RegisteredRoute only(@Nullable RegisteredRoute before, String label, Handler handler) {
    requireOpen();
    if (before != null) {
      throw new IllegalArgumentException(label + " is registered twice");
    }
    return new RegisteredRoute(label, handler, this);
  }

  private static Optional<Taken> taken(@Nullable RegisteredRoute route) {
    return Optional.ofNullable(route).map(it -> new Taken(it, Optional.empty()));
  }
}
