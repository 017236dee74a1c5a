// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.testing;

import java.util.List;
import java.util.Optional;

/// What the bot sent for one update. Immutable.
///
/// @param sent every call of the Bot API, in order
/// @param failure what the handler threw at its last attempt: the update is a dead letter, and
///   nothing was sent for it but what had left early
public record Answers(List<Sent> sent, Optional<Throwable> failure) {
  public Answers {
    sent = List.copyOf(sent);
  }

  /// The texts of what was sent, in order; a call without a text is left out.
  public List<String> texts() {
    return sent.stream().map(Sent::text).filter(it -> !it.isEmpty()).toList();
  }

  /// The text of the one call that was made, early ones apart.
  ///
  /// @throws AssertionError where it was none or several, or the handler failed
  public String text() {
    return only().text();
  }

  /// The one call that was made, early ones apart.
  ///
  /// @throws AssertionError where it was none or several, or the handler failed
  public Sent only() {
    if (failure.isPresent()) {
      throw new AssertionError("the handler failed", failure.get());
    }
    var last = sent.stream().filter(it -> !it.early()).toList();
    if (last.size() != 1) {
      throw new AssertionError("one call was expected, but the bot made " + sent);
    }
    return last.getFirst();
  }

  /// Whether nothing was sent and nothing failed.
  ///
  /// @throws AssertionError where the handler failed
  public boolean isEmpty() {
    if (failure.isPresent()) {
      throw new AssertionError("the handler failed", failure.get());
    }
    return sent.isEmpty();
  }
}
