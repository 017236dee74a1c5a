// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import java.time.Duration;
import java.util.Optional;

/// An answer as it came over HTTP. Immutable.
///
/// @param status the HTTP status
/// @param retryAfter the `Retry-After` header, where there was one
/// @param body the whole body
record Answer(int status, Optional<String> retryAfter, byte[] body) {
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  /// What the answer means. The code in Telegram's envelope counts; without an envelope, the HTTP
  /// status, of which only Telegram's own word makes a chat *blocked*: a proxy answers 403 too.
  ApiResult result() {
    return Envelope.read(body).map(this::spoken).orElseGet(this::unspoken);
  }

  private ApiResult spoken(Envelope envelope) {
    if (envelope.ok()) {
      return status / 100 == 2
          ? new ApiResult.Sent(envelope.result())
          : new ApiResult.Unknown("HTTP " + status + " around a success");
    }
    int code = envelope.errorCode() == 0 ? status : envelope.errorCode();
    String description = envelope.description();
    if (envelope.migrateTo().isPresent()) {
      return new ApiResult.Migrated(envelope.migrateTo().getAsLong(), description);
    }
    if (code == 429 && envelope.retryAfter().isPresent()) {
      return new ApiResult.RetryAfter(pause(envelope.retryAfter().getAsLong()), description);
    }
    return code == 403 ? new ApiResult.Blocked(description) : refused(code, description);
  }

  private ApiResult unspoken() {
    return refused(status, "HTTP " + status);
  }

  private ApiResult refused(int code, String description) {
    if (code == 429) {
      return new ApiResult.RetryAfter(headerPause(), description);
    }
    if (code >= 300 && code < 500) {
      return new ApiResult.Rejected(code, description);
    }
    return code >= 500 && code < 600
        ? new ApiResult.ServerError(code, description)
        : new ApiResult.Unknown("HTTP " + code + " without an answer of the Bot API");
  }

  private Duration headerPause() {
    return retryAfter
        .filter(it -> it.matches("[0-9]{1,9}"))
        .map(it -> pause(Long.parseLong(it)))
        .orElse(SHORTEST_PAUSE);
  }

  private static Duration pause(long seconds) {
    return seconds < 1 ? SHORTEST_PAUSE : Duration.ofSeconds(seconds);
  }
}
