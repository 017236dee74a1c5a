// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.simulator.limit.Limits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/// How a simulator runs. Immutable; made by narrowing [#DEFAULTS].
///
/// @param address the network address it listens on
/// @param port its port, 0 for a free one
/// @param clock the wall clock: lives of updates, retries, message dates
/// @param random first update numbers, query ids, late retries; thread-safe
/// @param answerTimeout how long a webhook may take to answer
/// @param maxCalls how many calls the ledger keeps
/// @param maxCallBytes how many bytes they may take
/// @param strict the limits of messages a second that it begins with, none for no limits
public record SimulatorOptions(
    String address,
    int port,
    InstantSource clock,
    RandomGenerator random,
    Duration answerTimeout,
    int maxCalls,
    long maxCallBytes,
    Optional<Limits> strict) {
  /// Loopback, a free port, the system's clock, Telegram's 60 s, a million calls in 128 MiB.
  public static final SimulatorOptions DEFAULTS =
      new SimulatorOptions(
          "127.0.0.1",
          0,
          InstantSource.system(),
          new Random(),
          Duration.ofSeconds(60),
          1_000_000,
          128L << 20,
          Optional.empty());

  public SimulatorOptions listening(String where, int wanted) {
    return new SimulatorOptions(
        where, wanted, clock, random, answerTimeout, maxCalls, maxCallBytes, strict);
  }

  public SimulatorOptions clock(InstantSource source) {
    return new SimulatorOptions(
        address, port, source, random, answerTimeout, maxCalls, maxCallBytes, strict);
  }

  public SimulatorOptions random(RandomGenerator source) {
    return new SimulatorOptions(
        address, port, clock, source, answerTimeout, maxCalls, maxCallBytes, strict);
  }

  public SimulatorOptions answerTimeout(Duration timeout) {
    return new SimulatorOptions(
        address, port, clock, random, timeout, maxCalls, maxCallBytes, strict);
  }

  /// With limits of messages a second from the start.
  public SimulatorOptions strict(Limits limits) {
    return new SimulatorOptions(
        address, port, clock, random, answerTimeout, maxCalls, maxCallBytes, Optional.of(limits));
  }
}
