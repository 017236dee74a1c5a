// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.util.List;

/// A settings record with rules that concern several settings, or are stricter in production.
public interface Checked {
  /// The rules that do not hold; called once all components were read, so every record of a read is
  /// asked.
  List<Mistake> mistakes(Environment environment);
}
