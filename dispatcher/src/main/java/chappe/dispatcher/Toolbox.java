// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// What handlers and middlewares of all bots share beside the line. Thread-safe.
final class Toolbox {
  private final Limits limits;
  private final List<Long> adminChats;
  private final Keep keep;
  private final ButtonData buttons;
  private final LongSupplier nanos;
  private final Map<String, BotCache> caches = new ConcurrentHashMap<>();

  /// @param adminChats where alerts go
  /// @param keep where long texts are kept
  /// @param nanos a monotonic clock
  Toolbox(Limits limits, List<Long> adminChats, Keep keep, LongSupplier nanos) {
    this.limits = limits;
    this.adminChats = List.copyOf(adminChats);
    this.keep = keep;
    this.buttons = new ButtonData(keep, nanos);
    this.nanos = nanos;
  }

  Limits limits() {
    return limits;
  }

  List<Long> adminChats() {
    return adminChats;
  }

  Keep keep() {
    return keep;
  }

  ButtonData buttons() {
    return buttons;
  }

  BotCache cache(String bot) {
    return caches.computeIfAbsent(bot, _ -> new BotCache(nanos));
  }

  long nanos() {
    return nanos.getAsLong();
  }
}
