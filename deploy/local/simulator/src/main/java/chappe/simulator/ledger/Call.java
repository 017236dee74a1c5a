// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/// One call of a method, as the ledger keeps it. Immutable.
///
/// @param number its place in the ledger, from 1 on
/// @param at when it arrived
/// @param bot the caller's id
/// @param method the method's proper name, or the name asked for where there is none
/// @param chat the chat it is for as the caller named it, empty where it names none
/// @param parameters every parameter as text, the way that Telegram's server reads them; an
///   uploaded file as `attach://name`
/// @param status the HTTP status of the answer; 0 where the connection was dropped instead
/// @param answer the answer's whole body
/// @param duration from arrival to answer
/// @param webhook whether it came in the answer to a webhook's request
public record Call(
    long number,
    Instant at,
    long bot,
    String method,
    String chat,
    JsonNode parameters,
    int status,
    JsonNode answer,
    Duration duration,
    boolean webhook) {

  /// A parameter's text, empty where it was not given.
  public String parameter(String name) {
    return parameters.path(name).asText();
  }

  /// The parameter `text`.
  public String text() {
    return parameter("text");
  }

  /// Whether the answer says ok.
  public boolean ok() {
    return answer.path("ok").asBoolean();
  }

  /// What the answer carries as its result.
  public JsonNode result() {
    return answer.path("result");
  }
}
