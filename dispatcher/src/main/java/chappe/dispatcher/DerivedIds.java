// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.record.RetryId;

/// The ids of what a handler makes without naming it: jobs, orders. Pure.
final class DerivedIds {
  private static final int LONGEST = 64;

  private DerivedIds() {}

  /// The id of the n-th thing of a kind that is made for a record.
  ///
  /// @param kind such as `job`
  static String of(String record, String kind, int number) {
    var id = RetryId.first(record) + ":" + kind + ":" + number;
    // A job that makes the next one each time it fires would have a longer id each time.
    return id.length() <= LONGEST ? id : kind + ":" + Keep.token(kind, id);
  }
}
