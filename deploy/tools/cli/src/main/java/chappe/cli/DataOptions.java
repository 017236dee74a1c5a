// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the embedded servers keep their data.
final class DataOptions {
  private final Home home;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the folder of the servers' data (default: .chappe/data)")
  private @Nullable Path folder;

  @Option(names = "--fresh", description = "forget what an earlier run has left there")
  private boolean fresh;

  DataOptions(Home home) {
    this.home = home;
  }

  Path folder() {
    return Optional.ofNullable(folder).orElseGet(home::data).toAbsolutePath().normalize();
  }

  boolean fresh() {
    return fresh;
  }
}
