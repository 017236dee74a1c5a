// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Where PostgreSQL's programs and data are, and who runs it.
record PostgresHome(Path programs, Path folder, Account account) {
  /// Uses the folder as given where the account can reach it. Where it cannot (root in a container
  /// that forbids user namespaces, with the data below `/root`), the data go to a folder of their
  /// own below `/var/tmp`, and the given one becomes a link to it.
  static PostgresHome prepare(Path folder) {
    try {
      for (Account account : Account.candidates()) {
        if (account.isAllowed()) {
          Path usual = made(folder);
          Path programs = Programs.postgres(Programs.userCache());
          if (account.canUse(programs, usual)) {
            return new PostgresHome(programs, usual, account);
          }
          Path open = Path.of("/var/tmp", "chappe-" + Integer.toHexString(folder.hashCode()));
          Path openPrograms = Programs.postgres(made(open).resolve("programs"));
          Path data = made(open.resolve("postgres"));
          if (account.canUse(openPrograms, data) && linked(folder, data)) {
            return new PostgresHome(openPrograms, data, account);
          }
        }
      }
    } catch (IOException e) {
      throw new EmbeddedException(
          "Cannot prepare " + folder + " for PostgreSQL: " + e.getMessage(), e);
    }
    throw new EmbeddedException(
        "PostgreSQL refuses to run as root, and no other user can be had here (unshare, setpriv and"
            + " sudo failed): start as a plain user.");
  }

  /// A command of PostgreSQL's, as the account runs it.
  List<String> command(String program, List<String> arguments) {
    List<String> command = account.command(programs.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  private static Path made(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return folder.toRealPath();
  }

  /// An empty folder is replaced by the link; one with data in it, made in better days, is not
  /// touched.
  private static boolean linked(Path folder, Path target) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      return Files.isSameFile(folder, target);
    }
    try (var content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        return false;
      }
    }
    Files.delete(folder);
    Files.createSymbolicLink(folder, target);
    return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
  }
}
