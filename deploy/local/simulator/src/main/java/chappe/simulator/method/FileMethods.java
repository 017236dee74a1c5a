// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import chappe.common.json.Json;
import chappe.simulator.chat.StoredFile;
import chappe.simulator.chat.World;
import java.util.Optional;

/// getFile. Thread-safe.
final class FileMethods {
  private static final int MAX_DOWNLOAD = 20 << 20;

  private final World world;

  FileMethods(World world) {
    this.world = world;
  }

  Answer file(Asked asked) {
    Optional<StoredFile> found = world.files().find(asked.parameters().text("file_id").strip());
    if (found.isEmpty()) {
      return Answer.bad("wrong file_id or the file is temporarily unavailable");
    }
    StoredFile file = found.get();
    int size = file.upload().content().length;
    return size > MAX_DOWNLOAD
        ? Answer.bad("file is too big")
        : Answer.done(
            Json.object()
                .put("file_id", file.id())
                .put("file_unique_id", file.uniqueId())
                .put("file_size", size)
                .put("file_path", file.path()));
  }
}
