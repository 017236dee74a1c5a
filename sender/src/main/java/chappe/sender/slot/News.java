// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.time.Duration;
import java.util.function.Consumer;

/// What the senders tell each other. Thread-safe.
interface News extends AutoCloseable {
  /// A 429.
  record Refusal(String bot, String chat, Duration pause) {
    /// As it is told: the milliseconds first, since a chat's name may contain anything.
    String text() {
      return pause.toMillis() + " " + bot + " " + chat;
    }

    static Refusal of(String text) {
      var parts = text.split(" ", 3);
      return new Refusal(parts[1], parts[2], Duration.ofMillis(Long.parseLong(parts[0])));
    }
  }

  void tell(Refusal refusal);

  /// Hears what the other senders tell.
  void listen(Consumer<Refusal> listener);

  @Override
  void close();

  /// There is nobody else.
  record None() implements News {
    @Override
    public void tell(Refusal refusal) {}

    @Override
    public void listen(Consumer<Refusal> listener) {}

    @Override
    public void close() {}
  }
}
