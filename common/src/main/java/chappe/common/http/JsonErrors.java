// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Every error as `{"error":"…"}`: those that a route throws, and those that Jetty answers before
/// any route is asked. An exception's own text is logged, never sent.
final class JsonErrors extends ErrorHandler {
  private static final String JSON = "application/json";

  static void add(RoutesConfig routes) {
    RouteErrors.add(routes, JsonErrors::answer);
  }

  /// @param text the status's own words where absent
  static void answer(Context context, int status, Optional<String> text) {
    context.status(status).contentType(JSON).result(body(status, text));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
    var body = body(response.getStatus(), Optional.empty()).getBytes(StandardCharsets.UTF_8);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static String body(int status, Optional<String> text) {
    String words =
        text.filter(it -> !it.isBlank()).orElse(HttpStatus.forStatus(status).getMessage());
    return JsonNodeFactory.instance.objectNode().put("error", words).toString();
  }
}
