// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.method;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Set;

/// Whether an address may be a webhook: HTTPS on one of Telegram's ports, or, as Telegram's own
/// local server allows, anything on this machine or its private network.
sealed interface WebhookAddress {
  record Good(URI url) implements WebhookAddress {}

  record Bad(String reason) implements WebhookAddress {}

  /// Looks the host up, so it may wait for the name server.
  static WebhookAddress of(String text) {
    try {
      URI url = new URI(text.contains("://") ? text : "https://" + text);
      if (url.getHost() == null || !Set.of("http", "https").contains(url.getScheme())) {
        return new Bad("invalid webhook URL specified");
      }
      InetAddress host = InetAddress.getByName(url.getHost());
      if (host.isLoopbackAddress() || host.isSiteLocalAddress()) {
        return new Good(url);
      }
      if (url.getScheme().equals("http")) {
        return new Bad("An HTTPS URL must be provided for webhook");
      }
      return Set.of(-1, 443, 80, 88, 8443).contains(url.getPort())
          ? new Good(url)
          : new Bad("Webhook can be set up only on ports 80, 88, 443 or 8443");
    } catch (URISyntaxException _) {
      return new Bad("invalid webhook URL specified");
    } catch (UnknownHostException _) {
      return new Bad("Failed to resolve host: Name or service not known");
    }
  }
}
