// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;

/// What is done to whole trees of files.
final class Folders {
  private Folders() {}

  /// Deletes the folder and all in it; one that is not there is fine.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Gives the folder and all in it to a user, unless the folder is that user's already.
  static void give(Path folder, UserPrincipal user) throws IOException {
    if (Files.getOwner(folder).equals(user)) {
      return;
    }
    try (var tree = Files.walk(folder)) {
      for (Path path :
          (Iterable<Path>) tree.sorted(java.util.Comparator.reverseOrder())::iterator) {
        Files.setOwner(path, user);
      }
    }
  }
}
