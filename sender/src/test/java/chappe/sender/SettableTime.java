// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A clock that stands still, and a waiter that moves it instead of waiting. For one thread.
final class SettableTime implements InstantSource, Waiter {
  static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

  final List<Duration> pauses = new ArrayList<>();
  private Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    pauses.add(duration);
    now = now.plus(duration);
  }

  void pass(Duration duration) {
    now = now.plus(duration);
  }
}
