// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// Whether a route may take an update at all; a route whose filter says no is passed over, and the
/// next one is asked. [Filters] has the usual ones, and they compose:
///
/// ```java
/// on.command("ban", "ban a user", this::ban).when(chats(GROUP, SUPERGROUP).and(reply()));
/// ```
///
/// One object serves all updates at once: it must be thread-safe, quick, and must not block. What
/// it throws counts as thrown by the handler.
@FunctionalInterface
public interface Filter {
  /// Whether the update passes.
  boolean accepts(Incoming update);

  /// Both must say yes.
  default Filter and(Filter other) {
    return update -> accepts(update) && other.accepts(update);
  }

  /// One of the two must say yes.
  default Filter or(Filter other) {
    return update -> accepts(update) || other.accepts(update);
  }

  /// Yes where this says no.
  default Filter negate() {
    return update -> !accepts(update);
  }
}
