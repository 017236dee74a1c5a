// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.form;

import java.util.List;
import java.util.stream.Collectors;

/// A record of an author that does not keep its constraints. The message names fields and what was
/// expected, never values.
public final class InvalidRecord extends IllegalArgumentException {
  private final transient List<Invalid> mistakes;

  InvalidRecord(Class<?> type, List<Invalid> mistakes) {
    super(
        mistakes.stream()
            .map(it -> it.field() + ": " + it.expectation())
            .collect(Collectors.joining("; ", "no valid " + type.getSimpleName() + ": ", "")));
    this.mistakes = List.copyOf(mistakes);
  }

  public List<Invalid> mistakes() {
    return mistakes;
  }
}
