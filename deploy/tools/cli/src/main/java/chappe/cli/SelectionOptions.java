// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.dead.Selection;
import chappe.common.lifecycle.CannotStart;
import chappe.common.record.RecordPlace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which dead letters are to be settled: some by their places, or all open ones that fit.
final class SelectionOptions {
  @Parameters(
      arity = "0..*",
      paramLabel = "PLACE",
      converter = PlaceConverter.class,
      description = "places of letters, such as dispatcher-3@17")
  private List<RecordPlace> places = new ArrayList<>();

  @Option(names = "--service", paramLabel = "SERVICE", description = "with --all: whose letters")
  private @Nullable String service;

  @Option(names = "--all", description = "all open letters of --service that fit")
  private boolean all;

  @Mixin private final LetterOptions options = new LetterOptions();

  @Option(names = "--again", description = "even where a letter was retried or dropped already")
  private boolean again;

  /// @throws CannotStart where it is not clear what is meant
  Selection selection() {
    String service = this.service;
    if (!places.isEmpty() && !all && service == null && options.none()) {
      return new Selection.Named(places, again);
    }
    if (places.isEmpty() && all && service != null && !again) {
      return new Selection.Open(options.filter(List.of(service)));
    }
    throw new CannotStart(
        "❌ Say which: either the places of letters (with --again also settled ones), or --service"
            + " SERVICE --all, which --bot, --key, --error and --since narrow down.");
  }

  /// Whoever settles a letter is written beside it.
  static String who() {
    return System.getProperty("user.name", "unknown");
  }
}
