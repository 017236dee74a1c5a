// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.time.Duration;
import java.time.InstantSource;

/// What all calls of handlers share. Thread-safe.
///
/// @param clock the wall clock
/// @param pause how time is let pass in a handler
/// @param textLimit characters of one message, 1 to 4096
record Surroundings(InstantSource clock, Pause pause, int textLimit) {
  /// Lets time pass: the seam that a test replaces.
  @FunctionalInterface
  interface Pause {
    void pause(Duration duration) throws InterruptedException;
  }
}
