// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.consumer.Emitter;
import chappe.common.record.RecordKey;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The sessions that one handler's call asks for, each opened once.
final class HandlerSessions {
  private final Emitter emitter;
  private final Map<String, HandlerSession> opened = new HashMap<>();
  private final Map<Long, PersonalSession> personal = new HashMap<>();

  HandlerSessions(Emitter emitter) {
    this.emitter = emitter;
  }

  HandlerSession chat() {
    return opened.computeIfAbsent("", _ -> new HandlerSession(emitter.session()));
  }

  /// What is remembered of a person in all chats, seen from a key.
  PersonalSession personal(RecordKey here, long user, Outbox outbox) {
    var home = RecordKey.chat(here.bot(), user);
    return personal.computeIfAbsent(
        user,
        _ ->
            here.equals(home)
                ? PersonalSession.own(this::chat)
                : PersonalSession.elsewhere(
                    here, () -> emitter.directory().of(home), it -> outbox.tell(home, it)));
  }

  HandlerSession user(long id) {
    return opened.computeIfAbsent(Long.toString(id), _ -> new HandlerSession(emitter.session(id)));
  }

  /// What stood in the sessions at one moment.
  record Copy(Map<String, HandlerSession> opened, Map<Long, ObjectNode> personal) {}

  Copy copy() {
    Map<String, HandlerSession> copies = HashMap.newHashMap(opened.size());
    opened.forEach((key, session) -> copies.put(key, session.copy()));
    Map<Long, ObjectNode> values = HashMap.newHashMap(personal.size());
    personal.forEach(
        (user, session) ->
            Optional.ofNullable(session.copy()).ifPresent(it -> values.put(user, it)));
    return new Copy(copies, values);
  }

  /// Goes back to it; what was opened since is read anew.
  void restore(Copy copy) {
    opened.clear();
    // Copied again: one may go back to the same moment twice.
    copy.opened.forEach((key, session) -> opened.put(key, session.copy()));
    personal.forEach((user, session) -> session.back(copy.personal.get(user)));
  }

  /// Hands over what was changed, once the handler came to its end.
  void close() {
    opened.values().forEach(HandlerSession::close);
  }
}
