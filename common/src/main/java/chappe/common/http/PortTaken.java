// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.http;

import chappe.common.lifecycle.CannotStart;

/// A server whose port belongs to somebody else already.
public final class PortTaken extends CannotStart {
  private final String setting;
  private final int port;

  PortTaken(String setting, int port, String reason, Throwable cause) {
    super(
        "❌ Port %d (%s) cannot be used: %s. To take a free one: %s=0 deploy/chappe up"
            .formatted(port, setting, reason, setting),
        cause);
    this.setting = setting;
    this.port = port;
  }

  /// The setting that moves the port.
  public String setting() {
    return setting;
  }

  public int port() {
    return port;
  }
}
