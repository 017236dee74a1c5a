// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import java.util.regex.Pattern;

/// The ids of records that are sent again: `{id}~1`, and `{id}~2` for what died as `{id}~1`. So the
/// same record sent again twice is recognised by its id, and what it emits follows from it too.
public final class RetryId {
  private static final Pattern AGAIN = Pattern.compile("(.*)~(\\d{1,9})", Pattern.DOTALL);

  private RetryId() {}

  /// The id that the record had at first.
  public static String first(String id) {
    var match = AGAIN.matcher(id);
    return match.matches() ? match.group(1) : id;
  }

  /// The id under which a record is sent again.
  public static String after(String id) {
    var match = AGAIN.matcher(id);
    return match.matches()
        ? match.group(1) + "~" + (Long.parseLong(match.group(2)) + 1)
        : id + "~1";
  }
}
