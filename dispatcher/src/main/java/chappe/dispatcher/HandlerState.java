// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.State;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// A typed value in a session, under the simple name of its type.
///
/// @param <T> the type
final class HandlerState<T> implements State<T> {
  private final HandlerSession session;
  private final StateType<T> type;

  HandlerState(HandlerSession session, StateType<T> type) {
    this.session = session;
    this.type = type;
  }

  @Override
  public Optional<T> value() {
    Optional<JsonNode> written = session.kept(name());
    Optional<T> value = written.flatMap(type::read);
    if (written.isPresent() && value.isEmpty()) {
      session.putAside(name());
    }
    return value;
  }

  @Override
  public void put(T value) {
    session.keep(name(), type.write(value));
  }

  @Override
  public void clear() {
    session.drop(name());
  }

  private String name() {
    return HandlerSession.OURS + type.name();
  }
}
