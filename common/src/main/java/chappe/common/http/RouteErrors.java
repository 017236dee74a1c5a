// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.router.EndpointNotFound;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What routes throw, for every form in which errors are answered. The text of an exception that
/// nobody foresaw is logged, never sent.
final class RouteErrors {
  private static final Logger log = LoggerFactory.getLogger(RouteErrors.class);

  private RouteErrors() {}

  /// A form in which errors are answered.
  @FunctionalInterface
  interface Form {
    /// Answers one.
    ///
    /// @param detail what there is to say beyond the status
    void answer(Context context, int status, Optional<String> detail);
  }

  static void add(RoutesConfig routes, Form form) {
    routes.exception(
        HttpResponseException.class,
        (e, context) ->
            form.answer(
                context,
                e.getStatus(),
                // Javalin's own text repeats the path.
                Optional.ofNullable(e.getMessage()).filter(_ -> !(e instanceof EndpointNotFound))));
    routes.exception(
        Exception.class,
        (e, context) -> {
          log.atError()
              .setCause(e)
              .addKeyValue("method", context.method())
              .addKeyValue("path", context.path())
              .log("a request failed");
          form.answer(context, HttpStatus.INTERNAL_SERVER_ERROR.getCode(), Optional.empty());
        });
  }
}
