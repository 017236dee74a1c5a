// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void isHeldByOneAtATime() {
    try (DataFolder held = DataFolder.open(folder)) {
      assertThatThrownBy(() -> DataFolder.open(folder))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContainingAll(
              "Process " + ProcessHandle.current().pid(), held.path().toString(), "--data");
    }
    DataFolder.open(folder).close();
  }

  @Test
  void clearsTheServersDataAndNothingElse() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("table"), "x");
    Files.createSymbolicLink(folder.resolve("postgres"), elsewhere);
    Files.createDirectories(folder.resolve("kafka").resolve("log"));
    Files.writeString(folder.resolve("notes"), "mine");
    try (DataFolder held = DataFolder.open(folder)) {
      held.clear();
    }
    assertThat(folder.resolve("notes")).exists();
    assertThat(folder.resolve("kafka")).doesNotExist();
    assertThat(folder.resolve("postgres")).doesNotExist();
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeMadeIsOneClearLine() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining("Cannot write to the data folder");
  }
}
