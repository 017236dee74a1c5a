// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Routes for the same thing, told apart by their filters. Filled by one thread, then only read.
final class RouteList {
  private final String what;
  private final List<RegisteredRoute> routes = new ArrayList<>(1);

  /// @param what they take, for messages
  RouteList(String what) {
    this.what = what;
  }

  void add(RegisteredRoute route) {
    routes.add(route);
  }

  boolean isEmpty() {
    return routes.isEmpty();
  }

  /// @throws IllegalArgumentException where one stands in the way of another
  void check() {
    for (RegisteredRoute route : routes.subList(0, Math.max(0, routes.size() - 1))) {
      if (!route.isFiltered()) {
        throw new IllegalArgumentException(what + " is registered twice");
      }
    }
  }

  /// The first route that may take an update.
  Optional<RegisteredRoute> first(IncomingUpdate update) {
    for (RegisteredRoute route : routes) {
      if (route.accepts(update)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }
}
