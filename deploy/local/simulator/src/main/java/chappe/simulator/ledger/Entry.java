// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.ledger;

import chappe.common.json.Json;
import java.time.Duration;
import java.time.Instant;

/// A call as it is stored: its JSON as bytes, which take a tenth of the room of a tree.
///
/// @param at when it arrived
/// @param bot the caller's id
/// @param method the method's name
/// @param chat the chat's id, or empty
/// @param parameters JSON
/// @param status the answer's HTTP status, 0 where the connection was dropped
/// @param answer JSON
/// @param duration from arrival to answer
/// @param webhook whether it came in the answer to a webhook's request
public record Entry(
    Instant at,
    long bot,
    String method,
    String chat,
    byte[] parameters,
    int status,
    byte[] answer,
    Duration duration,
    boolean webhook) {
  /// What an entry takes beside its JSON, in bytes.
  private static final int OVERHEAD = 200;

  int bytes() {
    return OVERHEAD + parameters.length + answer.length;
  }

  Call call(long number) {
    return new Call(
        number,
        at,
        bot,
        method,
        chat,
        Json.tree(parameters),
        status,
        Json.tree(answer),
        duration,
        webhook);
  }
}
