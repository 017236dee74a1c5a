// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.http;

/// A request that is not carried out, with the reason for whoever made it:
/// `application/problem+json` (RFC 9457) where [Problems] is in charge.
public final class Problem extends RuntimeException {
  private final int status;

  /// @param status of HTTP, such as 404
  /// @param detail what is wrong and what to do about it
  public Problem(int status, String detail) {
    super(detail);
    this.status = status;
  }

  public int status() {
    return status;
  }

  /// What is wrong.
  public String detail() {
    return String.valueOf(getMessage());
  }
}
