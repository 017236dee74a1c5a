// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// One of the author's own services over HTTP, declared with [BotServices#http]. Whatever fails on
/// the way (no connection, no answer in time, an answer of 5xx) is tried again as the options say;
/// an answer of 4xx never is. Belongs to the handler's call; the calls of all handlers share the
/// service's pace and wait for it in their order.
///
/// ```java
/// record Order(String id, String state) {}
/// Order order = context.http("shop").get("orders/{}", id).send().as(Order.class);
/// ```
public interface HttpService {
  /// Begins a `GET`.
  ///
  /// @param path under the service's address, with or without a slash at its start; each `{}`
  ///   stands for one argument
  /// @param arguments encoded as one part of a path each
  default HttpCall get(String path, Object... arguments) {
    return call("GET", path, arguments);
  }

  /// Begins a `POST`; see [#get]. It has an `Idempotency-Key` that is the same at every try and
  /// whenever the same update is handled again, so that the service can tell a repetition.
  default HttpCall post(String path, Object... arguments) {
    return call("POST", path, arguments);
  }

  /// Begins a `PUT`; see [#get].
  default HttpCall put(String path, Object... arguments) {
    return call("PUT", path, arguments);
  }

  /// Begins a `DELETE`; see [#get].
  default HttpCall delete(String path, Object... arguments) {
    return call("DELETE", path, arguments);
  }

  /// Begins a call by any method; see [#get] and [#post].
  ///
  /// @throws IllegalArgumentException where the path has not as many `{}` as there are arguments
  HttpCall call(String method, String path, Object... arguments);
}
