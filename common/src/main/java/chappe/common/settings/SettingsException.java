// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import chappe.common.lifecycle.CannotStart;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Every mistake of everything that was read, one line each. Free of values.
public final class SettingsException extends CannotStart {
  private final transient List<Mistake> mistakes;

  public SettingsException(Collection<Mistake> mistakes) {
    super(
        mistakes.stream()
            .map(it -> "\n  " + it)
            .collect(Collectors.joining("", "❌ Configuration error:", "")));
    this.mistakes = List.copyOf(mistakes);
  }

  public List<Mistake> mistakes() {
    return mistakes;
  }
}
