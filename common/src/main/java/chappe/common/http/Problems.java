// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/// Errors of a REST interface as `application/problem+json` (RFC 9457): `type`, `title`, `status`,
/// and `detail` where there is more to say. An unforeseen exception's own text is logged, never
/// sent.
public final class Problems {
  /// The media type.
  public static final String MEDIA_TYPE = "application/problem+json";

  private Problems() {}

  /// Takes the errors of a server's routes over.
  public static void add(RoutesConfig routes) {
    routes.exception(
        Problem.class, (e, context) -> answer(context, e.status(), Optional.of(e.detail())));
    RouteErrors.add(routes, Problems::answer);
  }

  private static void answer(Context context, int status, Optional<String> detail) {
    var body = JsonNodeFactory.instance.objectNode();
    String title = HttpStatus.forStatus(status).getMessage();
    body.put("type", "about:blank").put("title", title).put("status", status);
    detail.filter(it -> !it.isBlank() && !it.equals(title)).ifPresent(it -> body.put("detail", it));
    context.status(status).contentType(MEDIA_TYPE).result(body.toString());
  }
}
