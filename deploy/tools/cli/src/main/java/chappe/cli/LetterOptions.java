// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.dead.LetterFilter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which dead letters are meant.
final class LetterOptions {
  @Option(names = "--bot", paramLabel = "BOT", description = "only letters of this bot")
  private @Nullable String bot;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "only letters of this key, such as demo:42")
  private @Nullable String key;

  @Option(
      names = "--error",
      paramLabel = "TYPE",
      description = "only what died of this, such as IllegalStateException")
  private @Nullable String error;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "only what died in this time, such as 30m, 2h or 1d")
  private @Nullable Duration since;

  LetterFilter filter(List<String> services) {
    return new LetterFilter(
        services,
        Optional.ofNullable(bot),
        Optional.ofNullable(key),
        Optional.ofNullable(error),
        Optional.ofNullable(since).map(InstantSource.system().instant()::minus));
  }

  boolean none() {
    return bot == null && key == null && error == null && since == null;
  }
}
