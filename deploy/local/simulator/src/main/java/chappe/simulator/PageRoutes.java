// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// The page at the root: type as a person, see the bot's answers live. A few files, from the jar.
final class PageRoutes {
  private static final List<String> SCRIPTS =
      List.of(
          "main",
          "world",
          "dom",
          "chats",
          "messages",
          "media",
          "composer",
          "inline",
          "keyboard",
          "controls");

  void add(RoutesConfig routes) {
    file(routes, "/", "index.html", "text/html; charset=utf-8");
    file(routes, "/page.css", "page.css", "text/css; charset=utf-8");
    for (String script : SCRIPTS) {
      file(routes, "/page/" + script + ".js", script + ".js", "text/javascript; charset=utf-8");
    }
  }

  private static void file(RoutesConfig routes, String path, String name, String type) {
    byte[] content = read(name);
    routes.get(
        path,
        context ->
            context
                .contentType(type)
                .header("Cache-Control", "no-cache")
                .header(
                    "Content-Security-Policy",
                    "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'"
                        + " http://127.0.0.1:* http://localhost:*")
                .result(content));
  }

  private static byte[] read(String name) {
    try (InputStream stream = PageRoutes.class.getResourceAsStream("page/" + name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
