// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.CheckoutCheck;
import chappe.bot.EventHandler;
import chappe.common.json.Json;
import chappe.common.record.Event;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a bot does about events and checks, by their types and names. Filled with its [Router], and
/// like that thread-safe once it is fixed.
final class EventRoutes {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final Map<String, RegisteredRoute> routes = new LinkedHashMap<>();
  private final Map<String, CheckoutCheck> checks = new LinkedHashMap<>();

  /// Registers what takes the events of a type and a name.
  ///
  /// @param label of the type in metrics and messages
  <E extends Event> RegisteredRoute named(
      String type, String label, String name, Class<E> kind, EventHandler<E> handler, Router on) {
    return put(type + ":" + checked(label, name), label + ":" + name, kind, handler, on);
  }

  /// Registers what takes all events of a type.
  <E extends Event> RegisteredRoute all(
      String type, String label, Class<E> kind, EventHandler<E> handler, Router on) {
    return put(type, label, kind, handler, on);
  }

  void check(String name, CheckoutCheck check) {
    if (checks.putIfAbsent(checked("checkout", name), check) != null) {
      throw twice("checkout:" + name);
    }
  }

  /// The route of an event; empty where the bot has none.
  Optional<RegisteredRoute> take(String type, JsonNode event) {
    var name = event.path("name").asText("");
    return Optional.ofNullable(routes.get(name.isEmpty() ? type : type + ":" + name));
  }

  /// Names of what the bot decides on before it is paid for, in alphabetical order.
  List<String> checks() {
    return checks.keySet().stream().sorted().toList();
  }

  /// The check of that name; empty where the bot has none.
  Optional<CheckoutCheck> check(String name) {
    return Optional.ofNullable(checks.get(name));
  }

  private <E extends Event> RegisteredRoute put(
      String key, String label, Class<E> kind, EventHandler<E> handler, Router on) {
    var route =
        on.event(label, context -> handler.handle(context, Json.read(context.json(), kind)));
    if (routes.putIfAbsent(key, route) != null) {
      throw twice(label);
    }
    return route;
  }

  static String checked(String label, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of %s '%s' must have 1 to 64 letters, digits, dots, hyphens or underscores"
              .formatted(label, name));
    }
    return name;
  }

  private static IllegalArgumentException twice(String label) {
    return new IllegalArgumentException(label + " is registered twice");
  }
}
