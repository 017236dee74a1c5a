// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.money;

import java.math.RoundingMode;

/// What becomes of the part of a tax that is under the currency's smallest unit.
public enum TaxRounding {
  /// It is dropped: 109.8 becomes 109.
  DOWN(RoundingMode.DOWN),
  /// To the nearest, from the very middle to the even one: 109.8 becomes 110, 110.5 too.
  HALF_EVEN(RoundingMode.HALF_EVEN);

  final RoundingMode mode;

  TaxRounding(RoundingMode mode) {
    this.mode = mode;
  }
}
