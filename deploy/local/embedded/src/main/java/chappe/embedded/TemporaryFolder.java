// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder for data that nobody wants to keep; closing it deletes it.
public record TemporaryFolder(Path path) implements AutoCloseable {
  public static TemporaryFolder make() {
    try {
      return new TemporaryFolder(Files.createTempDirectory("chappe-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Folders.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
