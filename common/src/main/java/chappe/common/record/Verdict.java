// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import org.jspecify.annotations.Nullable;

/// A bot's answer to a [Check]: the value of `chappe.verdicts`, under the check's key. Immutable.
///
/// @param v version of this record, now 1
/// @param check the id of the check's record
/// @param query Telegram's id of the pre-checkout query
/// @param accepted whether the payment may go on
/// @param reason for the person to read, where it may not
public record Verdict(
    int v, String check, String query, boolean accepted, @Nullable String reason) {
  /// The `type` header of these records.
  public static final String TYPE = "verdict";
}
