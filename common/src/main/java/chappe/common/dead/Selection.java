// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.dead;

import chappe.common.record.RecordPlace;
import java.util.List;

/// Which dead letters are to be settled.
public sealed interface Selection {
  /// Those at these places, each of which must be there.
  ///
  /// @param again settled ones too; otherwise such a one refuses the whole selection
  record Named(List<RecordPlace> places, boolean again) implements Selection {
    public Named {
      places = List.copyOf(places);
    }
  }

  /// All open ones that fit.
  record Open(LetterFilter filter) implements Selection {}
}
