// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.people.People;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/// What all calls of handlers share. Thread-safe.
///
/// @param clock the wall clock
/// @param pause how time is let pass in a handler
/// @param textLimit characters of one message, 1 to 4096
/// @param people who has registered
/// @param admins ids of those who are admins by the settings
/// @param offers what each bot is offered
/// @param shelf where files wait until they are sent
/// @param tools limits, caches, what is kept, and whom to alert
record Surroundings(
    InstantSource clock,
    Pause pause,
    int textLimit,
    People people,
    Set<Long> admins,
    Offers offers,
    Shelf shelf,
    Toolbox tools) {
  Surroundings {
    admins = Set.copyOf(admins);
  }

  /// Keeps the bytes of files: the seam that a test replaces.
  @FunctionalInterface
  interface Shelf {
    void put(String id, byte[] content);
  }

  /// Lets time pass: the seam that a test replaces.
  @FunctionalInterface
  interface Pause {
    void pause(Duration duration) throws InterruptedException;
  }
}
