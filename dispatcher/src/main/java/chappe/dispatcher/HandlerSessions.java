// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.consumer.Emitter;
import java.util.HashMap;
import java.util.Map;

/// The sessions that one handler's call asks for, each opened once.
final class HandlerSessions {
  private final Emitter emitter;
  private final Map<String, HandlerSession> opened = new HashMap<>();

  HandlerSessions(Emitter emitter) {
    this.emitter = emitter;
  }

  HandlerSession chat() {
    return opened.computeIfAbsent("", _ -> new HandlerSession(emitter.session()));
  }

  HandlerSession user(long id) {
    return opened.computeIfAbsent(Long.toString(id), _ -> new HandlerSession(emitter.session(id)));
  }

  /// Hands over what was changed, once the handler came to its end.
  void close() {
    opened.values().forEach(HandlerSession::close);
  }
}
