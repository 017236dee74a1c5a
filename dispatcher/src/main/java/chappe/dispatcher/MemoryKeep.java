// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a line in memory keeps. For one thread.
final class MemoryKeep implements Keep {
  private final InstantSource clock;
  private final Map<String, Kept> texts = new HashMap<>();

  private record Kept(String content, Instant until) {}

  MemoryKeep(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void keep(String bot, String token, String content, Duration life) {
    texts.put(bot + ":" + token, new Kept(content, clock.instant().plus(life)));
  }

  @Override
  public Optional<String> find(String bot, String token) {
    return Optional.ofNullable(texts.get(bot + ":" + token))
        .filter(it -> !it.until.isBefore(clock.instant()))
        .map(Kept::content);
  }
}
