// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.util.Optional;

/// A call of one of the author's own services that came to nothing, after its last try. The message
/// names the service and the status or the error's type, no argument and no content.
public final class HttpFailure extends BotException {
  private final String service;
  private final transient Optional<HttpReply> reply;

  /// An answer outside 2xx.
  public HttpFailure(String service, HttpReply reply) {
    super(service + " answered " + reply.status());
    this.service = service;
    this.reply = Optional.of(reply);
  }

  /// No answer.
  public HttpFailure(String service, String reason, Throwable cause) {
    super(service + ": " + reason, cause);
    this.service = service;
    this.reply = Optional.empty();
  }

  /// The service's name.
  public String service() {
    return service;
  }

  /// The status of its answer; 0 where there was none.
  public int status() {
    return reply.map(HttpReply::status).orElse(0);
  }

  /// Its answer, where there was one.
  public Optional<HttpReply> reply() {
    return reply;
  }
}
