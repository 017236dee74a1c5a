// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.lifecycle.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which bot runs.
final class BotOptions {
  private final Home home;

  @Option(
      names = "--bots",
      paramLabel = "FILE-OR-FOLDER",
      description = "the jar of the bot to run instead of the demo bot, or a folder of such jars")
  private @Nullable Path bots;

  BotOptions(Home home) {
    this.home = home;
  }

  /// The one that is named, else the demo bot where it was built.
  Optional<Path> present() {
    return bots == null && !Files.isRegularFile(home.demoBot())
        ? Optional.empty()
        : Optional.of(jars());
  }

  /// Looked at before anything starts: a slip in a path should not cost a start.
  Path jars() {
    Path jars = Optional.ofNullable(bots).orElseGet(home::demoBot);
    if (!Files.isRegularFile(jars) && !Files.isDirectory(jars)) {
      throw new CannotStart("❌ --bots " + jars + ": there is no such file.");
    }
    return jars;
  }
}
