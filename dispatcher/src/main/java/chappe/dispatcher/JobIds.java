// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.record.RetryId;

/// The ids of jobs that have no name. Pure.
final class JobIds {
  private static final int LONGEST = 64;

  private JobIds() {}

  /// The id of the n-th job that is made for a record.
  static String of(String record, int number) {
    var id = RetryId.first(record) + ":job:" + number;
    // A job that makes the next one each time it fires would have a longer id each time.
    return id.length() <= LONGEST ? id : "job:" + Keep.token("job", id);
  }
}
