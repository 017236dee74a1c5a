// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import java.net.URI;

/// Where and how a bot's updates are posted. Immutable; its text never shows the secret.
///
/// @param url the address
/// @param secret the secret token, empty where there is none
/// @param maxConnections how many updates are on their way at once, at least 1
public record WebhookSettings(URI url, String secret, int maxConnections) {
  @Override
  public String toString() {
    return "WebhookSettings[" + url.getHost() + "]";
  }
}
