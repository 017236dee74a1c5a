// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/// The conversation that one person has in one chat, as the session keeps it: its name, the states
/// entered so far, and until when an answer is awaited.
final class Talk {
  private static final String KEPT = HandlerSession.OURS + "conversation";
  private static final String NAME = "name";
  private static final String STATES = "states";
  private static final String UNTIL = "until";

  /// Steps back that are remembered.
  private static final int MOST_STATES = 50;

  private final HandlerSession session;

  /// @param session of the person in the chat
  Talk(HandlerSession session) {
    this.session = session;
  }

  /// The conversation's name; empty where there is none.
  String name() {
    return kept().map(it -> it.path(NAME).asText("")).orElse("");
  }

  boolean isOver(Instant now) {
    return kept().filter(it -> it.path(UNTIL).asLong(0) < now.toEpochMilli()).isPresent();
  }

  /// The state that it is in, as it was written.
  Optional<JsonNode> state() {
    return kept()
        .map(it -> it.path(STATES))
        .filter(it -> !it.isEmpty())
        .map(it -> it.get(it.size() - 1));
  }

  void begin(String name, ObjectNode state, Instant until) {
    var begun = Json.object().put(NAME, name).put(UNTIL, until.toEpochMilli());
    begun.putArray(STATES).add(state);
    session.keep(KEPT, begun);
  }

  void enter(ObjectNode state, Instant until) {
    change(
        until,
        states -> {
          states.add(state);
          if (states.size() > MOST_STATES) {
            states.remove(0);
          }
        });
  }

  /// Goes back by a state, but for the first one.
  void leaveState(Instant until) {
    change(
        until,
        states -> {
          if (states.size() > 1) {
            states.remove(states.size() - 1);
          }
        });
  }

  /// Waits for an answer until then.
  void last(Instant until) {
    change(until, _ -> {});
  }

  void end() {
    session.drop(KEPT);
  }

  /// Ends it, and keeps what it was.
  void putAside() {
    session.putAside(KEPT);
  }

  private void change(Instant until, java.util.function.Consumer<ArrayNode> change) {
    kept()
        .ifPresent(
            it -> {
              change.accept(it.withArray(STATES));
              session.keep(KEPT, it.put(UNTIL, until.toEpochMilli()));
            });
  }

  private Optional<ObjectNode> kept() {
    return session.kept(KEPT).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }
}
