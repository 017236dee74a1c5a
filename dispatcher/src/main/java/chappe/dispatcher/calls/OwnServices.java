// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import chappe.bot.HttpOptions;
import chappe.bot.HttpService;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The services of one bot's author. Thread-safe.
public final class OwnServices {
  private final Transport transport;
  private final Patience patience;
  private final Map<String, OwnService> declared = new ConcurrentHashMap<>();

  public OwnServices(Transport transport, Patience patience) {
    this.transport = transport;
    this.patience = patience;
  }

  /// Declares a service.
  ///
  /// @throws IllegalArgumentException where the address is none, or the name is taken
  public HttpOptions declare(String name, URI base) {
    var service = new OwnService(name, base);
    if (declared.putIfAbsent(name, service) != null) {
      throw new IllegalArgumentException("the service '" + name + "' is declared twice");
    }
    return service;
  }

  /// A service, for one call of a handler.
  ///
  /// @param keys a key for each call that may change something, the same whenever the handler is
  ///   called again
  /// @throws IllegalArgumentException where it was not declared
  public HttpService named(String name, Supplier<String> keys) {
    var service = declared.get(name);
    if (service == null) {
      throw new IllegalArgumentException(
          "no service is called '"
              + name
              + "': declare it in start() with services.http(name, address)");
    }
    return (method, path, arguments) ->
        new OwnCall(service, transport, patience, method, new Address(path, arguments), keys);
  }
}
