// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Bot API call to be made: the value of the `chappe.outbound.*` topics. Immutable.
///
/// @param v version of this record, now 1
/// @param method Bot API method, such as `sendMessage`
/// @param params its parameters, a JSON object
/// @param expiresAt the call is dropped, with a result that says so, from this moment on; null:
///   never
/// @param repeat what may happen where Telegram's answer was lost
/// @param files whose bytes go with the call; null: none
/// @param onResult who is told what became of it; null: nobody
/// @param deleteAfter how long after its sending the message is deleted; null: never
public record OutboundCommand(
    int v,
    String method,
    JsonNode params,
    @Nullable Instant expiresAt,
    Repeat repeat,
    @Nullable List<ClaimedFile> files,
    @Nullable OnResult onResult,
    @Nullable Duration deleteAfter) {

  /// A file that waits in the database (`dispatcher.files`), since its bytes are too many for
  /// Kafka.
  ///
  /// @param part the parameter that it is, or what `attach://` names in one
  /// @param claim its id in the database
  /// @param fileName as people see it
  /// @param contentType its media type
  public record ClaimedFile(String part, String claim, String fileName, String contentType) {}

  /// A wish to be told: the result comes as an event (`delivery_result`).
  ///
  /// @param name of the handler that takes it
  /// @param key the event's: that of the chat in which the bot asked
  /// @param data what the handler gets back
  public record OnResult(String name, String key, JsonNode data) {
    public OnResult {
      data = orNull(data);
    }

    private static JsonNode orNull(@Nullable JsonNode data) {
      return data == null ? NullNode.getInstance() : data;
    }
  }

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
    files = files == null || files.isEmpty() ? null : List.copyOf(files);
  }

  /// A call without files and consequences.
  public OutboundCommand(
      int v, String method, JsonNode params, @Nullable Instant expiresAt, Repeat repeat) {
    this(v, method, params, expiresAt, repeat, null, null, null);
  }

  /// The files whose bytes go with the call.
  public List<ClaimedFile> claimed() {
    return files == null ? List.of() : files;
  }

  /// Who is told what became of it.
  public Optional<OnResult> told() {
    return Optional.ofNullable(onResult);
  }

  /// How long after its sending the message is deleted.
  public Optional<Duration> deletedAfter() {
    return Optional.ofNullable(deleteAfter);
  }

  /// A call that never expires and is repeated where its answer was lost.
  public static OutboundCommand of(String method, JsonNode params) {
    return new OutboundCommand(1, method, params, null, Repeat.AT_LEAST_ONCE);
  }
}
