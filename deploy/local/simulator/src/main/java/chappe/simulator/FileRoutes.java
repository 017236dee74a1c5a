// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.simulator.chat.StoredFile;
import chappe.simulator.chat.World;
import chappe.simulator.method.Answer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/// Files on their way back: to bots at the path that getFile gave, to the page by their id.
final class FileRoutes {
  private final World world;

  FileRoutes(World world) {
    this.world = world;
  }

  void add(RoutesConfig routes) {
    routes.get("/file/bot{token}/<path>", this::download);
    routes.get("/sim/files/{id}", this::show);
  }

  private void download(Context context) {
    Optional<StoredFile> file =
        world
            .bot(context.pathParam("token"))
            .flatMap(_ -> world.files().at(context.pathParam("path")));
    if (file.isPresent()) {
      context.contentType("application/octet-stream").result(file.get().upload().content());
      return;
    }
    Answer.Refused refused =
        world.bot(context.pathParam("token")).isEmpty()
            ? Answer.refused(401, "Unauthorized")
            : Answer.refused(404, "Not Found");
    context
        .status(refused.status())
        .contentType("application/json")
        .result(Json.bytes(refused.body()));
  }

  private void show(Context context) {
    StoredFile file =
        world
            .files()
            .find(context.pathParam("id"))
            .orElseThrow(() -> new BadRequest("there is no such file"));
    // whatever is in a file, a browser that opens it runs nothing
    context
        .contentType(
            file.upload().type().matches("(image|audio|video)/[\\w.+-]+")
                ? file.upload().type()
                : "application/octet-stream")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("X-Content-Type-Options", "nosniff")
        .result(file.upload().content());
  }
}
