// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A Bot API call to be made: the value of the `chappe.outbound.*` topics. Immutable.
///
/// @param v version of this record, now 1
/// @param method Bot API method, such as `sendMessage`
/// @param params its parameters, a JSON object
/// @param expiresAt the call is dropped, with a result that says so, from this moment on; null:
///   never
/// @param repeat what may happen where Telegram's answer was lost
public record OutboundCommand(
    int v, String method, JsonNode params, @Nullable Instant expiresAt, Repeat repeat) {

  /// What a sender does with a call that Telegram may have received, but whose answer was lost: the
  /// Bot API has no idempotency key, so it cannot ask.
  public enum Repeat {
    /// The call is made again.
    AT_LEAST_ONCE,
    /// The call is not made again; its result is *unknown*.
    AT_MOST_ONCE
  }

  /// The `type` header of these records.
  public static final String TYPE = "command";

  public OutboundCommand {
    if (method.isEmpty()) {
      throw new IllegalArgumentException("a command needs a method");
    }
    if (!params.isObject()) {
      throw new IllegalArgumentException("a command's params are a JSON object");
    }
  }

  /// A call that never expires and is repeated where its answer was lost.
  public static OutboundCommand of(String method, JsonNode params) {
    return new OutboundCommand(1, method, params, null, Repeat.AT_LEAST_ONCE);
  }
}
