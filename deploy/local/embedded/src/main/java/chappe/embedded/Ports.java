// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

/// Where the three servers listen on loopback; 0 takes a free port.
public record Ports(int kafka, int postgres, int redis) {
  /// The ports that `chappe up` uses unless told otherwise.
  public static final Ports USUAL = new Ports(19092, 15432, 16379);

  /// A free one for each.
  public static final Ports FREE = new Ports(0, 0, 0);
}
