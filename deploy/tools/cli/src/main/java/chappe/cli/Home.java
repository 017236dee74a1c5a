// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import java.nio.file.Path;

/// What the launcher tells of the place.
///
/// @param root the folder that Chappe was cloned to
/// @param distribution the copy that runs
record Home(Path root, Path distribution) {
  static Home ofProcess() {
    Path root = Path.of(System.getProperty("chappe.home", "")).toAbsolutePath();
    return new Home(root, Path.of(System.getProperty("chappe.dist", root.toString())));
  }

  /// Where the embedded servers keep their data unless told otherwise.
  Path data() {
    return root.resolve(".chappe").resolve("data");
  }

  /// The class path of those that a benchmark measures against: beside that of the services, never
  /// on it.
  String peers(String bench) {
    return distribution.resolve("peers").resolve(bench).resolve("*").toString();
  }

  /// The bot that runs unless told otherwise. Not on the class path of the services: a bot is
  /// loaded apart.
  Path demoBot() {
    return distribution.resolve("bots").resolve("chappe-demo-bot.jar");
  }
}
