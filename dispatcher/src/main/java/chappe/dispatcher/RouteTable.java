// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static java.util.stream.Collectors.joining;

import chappe.bot.Kind;
import chappe.bot.Parameters;
import chappe.common.record.BotAnnouncement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// One bot's routes, and which of them takes an update. Filled by one thread through its [Router],
/// then [#fix]ed; from then on thread-safe.
final class RouteTable {
  static final String HELP = "help";
  private static final int MOST_COMMANDS = 100;

  private final Conversations conversations = new Conversations();
  private final List<Form<?>> forms = new ArrayList<>();
  private final Map<String, RouteList> commands = new LinkedHashMap<>();
  private final List<RegisteredCommand> listed = new ArrayList<>();
  private final List<TextRoute> texts = new ArrayList<>();
  private final EventRoutes events = new EventRoutes();
  private final RouteList anyText = new RouteList("text");
  private final RouteList messages = new RouteList("message");
  private final CallbackTable callbacks = new CallbackTable();
  private final Map<String, RouteList> kinds = new HashMap<>();
  private final RouteList any = new RouteList("any");
  private final Map<String, BotAnnouncement.Job> jobs = new LinkedHashMap<>();
  private final List<RegisteredRoute> all = new ArrayList<>();
  private final Router root = new Router(this, Optional.empty());
  private boolean fixed;

  /// The route that takes an update.
  ///
  /// @param found what the pattern of a text route found
  /// @param parameters what the places of a button's pattern stand for
  record Taken(RegisteredRoute route, Optional<MatchResult> found, Parameters parameters) {
    private static final Parameters NONE = new Parameters(Map.of());

    static Taken of(RegisteredRoute route) {
      return new Taken(route, Optional.empty(), NONE);
    }
  }

  private record TextRoute(Pattern pattern, RegisteredRoute route) {}

  /// Where the bot registers.
  Router root() {
    return root;
  }

  RegisteredCommand add(RegisteredCommand route) {
    commands
        .computeIfAbsent(route.label(), it -> new RouteList("the command /" + it))
        .add(added(route));
    listed.add(route);
    return route;
  }

  RegisteredRoute addText(Pattern pattern, RegisteredRoute route) {
    texts.add(new TextRoute(pattern, added(route)));
    return route;
  }

  RegisteredRoute addText(RegisteredRoute route) {
    anyText.add(added(route));
    return route;
  }

  RegisteredRoute addMessage(RegisteredRoute route) {
    messages.add(added(route));
    return route;
  }

  RegisteredRoute addCallback(CallbackPattern pattern, RegisteredRoute route) {
    callbacks.add(pattern, added(route));
    return route;
  }

  RegisteredRoute addKind(String kind, RegisteredRoute route) {
    if (kind.isBlank()) {
      throw new IllegalArgumentException("a kind of updates must have a name");
    }
    kinds.computeIfAbsent(kind, _ -> new RouteList(route.label())).add(added(route));
    return route;
  }

  RegisteredRoute addAny(RegisteredRoute route) {
    any.add(added(route));
    return route;
  }

  void addJob(BotAnnouncement.Job job) {
    requireOpen();
    if (jobs.putIfAbsent(job.id(), job) != null) {
      throw new IllegalArgumentException("the job '" + job.id() + "' is declared twice");
    }
  }

  void add(Form<?> form) {
    requireOpen();
    forms.add(form);
  }

  Conversations conversations() {
    return conversations;
  }

  /// What the bot does about events and checks.
  EventRoutes events() {
    return events;
  }

  /// Ends the registration.
  ///
  /// @throws IllegalArgumentException where one route stands in the way of another
  void fix() {
    forms.forEach(Form::check);
    if (!listed.isEmpty() && !commands.containsKey(HELP)) {
      root.command(HELP, "list the commands", context -> context.reply(context.help()));
    }
    if (listed().size() > MOST_COMMANDS) {
      throw new IllegalArgumentException(
          "there are more than " + MOST_COMMANDS + " commands; let some be hidden()");
    }
    fixed = true;
    all.forEach(RegisteredRoute::fix);
    commands.values().forEach(RouteList::check);
    kinds.values().forEach(RouteList::check);
    List.of(anyText, messages, any).forEach(RouteList::check);
    callbacks.fix();
    checkTexts();
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
    var taken =
        switch (update.kind()) {
          case Kind.MESSAGE -> takeMessage(update, username);
          case Kind.CALLBACK_QUERY -> takeCallback(update);
          default -> takeKind(update);
        };
    return taken.isPresent() ? taken : any.first(update).map(Taken::of);
  }

  /// The commands with their descriptions, one a line.
  String help() {
    return listed().stream().map(RegisteredCommand::helpLine).collect(joining("\n"));
  }

  /// The commands that are shown to people, in the order of their registration.
  List<RegisteredCommand> listed() {
    return listed.stream().filter(it -> !it.isHidden()).toList();
  }

  /// The jobs of the bot itself.
  List<BotAnnouncement.Job> jobs() {
    return List.copyOf(jobs.values());
  }

  /// The kinds of updates that some route takes, in order.
  List<String> wantedKinds() {
    var wanted = new TreeSet<>(kinds.keySet());
    if (!any.isEmpty()) {
      wanted.addAll(Kind.ALL);
    }
    if (!commands.isEmpty() || !texts.isEmpty() || !anyText.isEmpty() || !messages.isEmpty()) {
      wanted.add(Kind.MESSAGE);
    }
    if (!callbacks.isEmpty()) {
      wanted.add(Kind.CALLBACK_QUERY);
    }
    if (!conversations.isEmpty()) {
      wanted.addAll(List.of(Kind.MESSAGE, Kind.CALLBACK_QUERY));
    }
    return List.copyOf(wanted);
  }

  private Optional<Taken> takeMessage(IncomingUpdate update, Supplier<String> username) {
    var command = update.command();
    if (command.isEmpty()) {
      return takeText(update);
    }
    if (!command.get().addresses(username)) {
      return Optional.empty();
    }
    var routes = commands.get(command.get().name());
    var route = routes == null ? Optional.<RegisteredRoute>empty() : routes.first(update);
    return route.isPresent() ? route.map(Taken::of) : takeOther(update);
  }

  private Optional<Taken> takeText(IncomingUpdate update) {
    var text = update.text();
    if (!text.isEmpty()) {
      for (TextRoute candidate : texts) {
        var matcher = candidate.pattern.matcher(text);
        if (matcher.find() && candidate.route.accepts(update)) {
          return Optional.of(
              new Taken(candidate.route, Optional.of(matcher.toMatchResult()), Taken.NONE));
        }
      }
      var route = anyText.first(update);
      if (route.isPresent()) {
        return route.map(Taken::of);
      }
    }
    return takeOther(update);
  }

  private Optional<Taken> takeOther(IncomingUpdate update) {
    var route = messages.first(update);
    return route.isPresent() ? route.map(Taken::of) : takeKind(update);
  }

  private Optional<Taken> takeCallback(IncomingUpdate update) {
    var found = callbacks.first(update.data(), update);
    return found.isPresent()
        ? found.map(it -> new Taken(it.route(), Optional.empty(), it.parameters()))
        : takeKind(update);
  }

  private Optional<Taken> takeKind(IncomingUpdate update) {
    var routes = kinds.get(update.kind());
    return routes == null ? Optional.empty() : routes.first(update).map(Taken::of);
  }

  RegisteredRoute added(RegisteredRoute route) {
    requireOpen();
    all.add(route);
    return route;
  }

  private void checkTexts() {
    for (int later = 1; later < texts.size(); later++) {
      var pattern = texts.get(later).pattern.toString();
      if (texts.subList(0, later).stream()
          .anyMatch(it -> !it.route.isFiltered() && it.pattern.toString().equals(pattern))) {
        throw new IllegalArgumentException("the text '" + pattern + "' is registered twice");
      }
    }
  }
}
