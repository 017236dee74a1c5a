// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;

/// The user that PostgreSQL runs as: it refuses to be root.
///
/// @param prefix what stands before its commands
/// @param owner the name of the user whose files it reads and writes, empty for our own
record Account(List<String> prefix, String owner) {
  static final Account OURS = new Account(List.of(), "");

  /// A user namespace of its own, in which root's files belong to nobody and so does the process.
  private static final Account NAMESPACE = new Account(List.of("unshare", "-U"), "root");

  private static final List<Account> OTHERS =
      List.of(
          new Account(
              List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), "nobody"),
          new Account(List.of("sudo", "-n", "-u", "nobody"), "nobody"));

  Account {
    prefix = List.copyOf(prefix);
  }

  /// The accounts to try in turn.
  static List<Account> candidates() {
    if (!Platform.isRoot()) {
      return List.of(OURS);
    }
    List<Account> all = new ArrayList<>();
    all.add(NAMESPACE);
    all.addAll(OTHERS);
    return all;
  }

  boolean isAllowed() {
    return prefix.isEmpty() || Child.run(command("true"), Path.of("/dev/null")) == 0;
  }

  /// Whether this user can run the programs and write to the folder, which is given to it first.
  boolean canUse(Path programs, Path folder) {
    try {
      if (!owner.isEmpty()) {
        Folders.give(folder, user(folder));
      }
    } catch (IOException _) {
      return false;
    }
    String bin = programs.resolve("bin").resolve("postgres").toString();
    return prefix.isEmpty()
        || Child.run(
                command(
                    "/bin/sh", "-c", "test -x \"$0\" && test -w \"$1\"", bin, folder.toString()),
                Path.of("/dev/null"))
            == 0;
  }

  List<String> command(String... words) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(words));
    return command;
  }

  private UserPrincipal user(Path folder) throws IOException {
    return folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
  }
}
