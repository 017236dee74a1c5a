// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;
import java.util.Optional;

/// How the results of a [Routes#inline] are kept and dealt out: what [Middlewares#cached] and
/// [Middlewares#pages] give. Anywhere else it is a mistake that stops the start. Immutable.
///
/// @param kept how long the results of one query are kept
/// @param page how many results one answer has
public record InlineOption(Optional<Duration> kept, Optional<Integer> page) implements Middleware {
  private static final int MOST = 50;

  public InlineOption {
    if (kept.isPresent() && !kept.get().isPositive()) {
      throw new IllegalArgumentException("results must be kept for over zero");
    }
    if (page.isPresent() && (page.get() < 1 || page.get() > MOST)) {
      throw new IllegalArgumentException("a page must have 1 to " + MOST + " results");
    }
  }

  @Override
  public void handle(Context context, Next next) throws Exception {
    next.run();
  }
}
