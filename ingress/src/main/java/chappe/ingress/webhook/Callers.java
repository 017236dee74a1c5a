// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.webhook;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Who may call by their address. Behind proxies the caller is the right-most address of
/// `X-Forwarded-For` that no trusted proxy has: everything left of it was written by the caller and
/// may say anything. Immutable.
public final class Callers {
  /// The word that stands for [#TELEGRAMS].
  public static final String TELEGRAM = "telegram";

  /// Telegram's own networks (TELEGRAM fact 10).
  private static final List<String> TELEGRAMS = List.of("149.154.160.0/20", "91.108.4.0/22");

  private final List<Network> allowed;
  private final List<Network> proxies;

  private Callers(List<Network> allowed, List<Network> proxies) {
    this.allowed = List.copyOf(allowed);
    this.proxies = List.copyOf(proxies);
  }

  /// As the settings say.
  ///
  /// @param allowed networks, `telegram` for Telegram's own; none: anybody may call
  /// @param proxies networks of the proxies in front of the door
  /// @throws IllegalArgumentException where [#areNetworks] says no
  public static Callers of(List<String> allowed, List<String> proxies) {
    return new Callers(networks(allowed), networks(proxies));
  }

  /// Whether each text is a network, an address, or `telegram`.
  public static boolean areNetworks(List<String> texts) {
    return texts.stream().allMatch(it -> it.equals(TELEGRAM) || Network.parse(it).isPresent());
  }

  /// Whether nobody is kept out, whatever the address.
  boolean areAnybody() {
    return allowed.isEmpty();
  }

  /// Whether a request may come in.
  ///
  /// @param peer the address at the other end of the connection
  /// @param forwarded the values of `X-Forwarded-For` in their order, each of several addresses
  boolean mayCall(String peer, List<String> forwarded) {
    return areAnybody()
        || caller(peer, forwarded)
            .filter(it -> allowed.stream().anyMatch(network -> network.contains(it)))
            .isPresent();
  }

  /// Empty where the address that counts cannot be read.
  private Optional<InetAddress> caller(String peer, List<String> forwarded) {
    List<String> hops = new ArrayList<>();
    forwarded.forEach(it -> Collections.addAll(hops, it.split(",", -1)));
    hops.add(peer);
    Optional<InetAddress> caller = Optional.empty();
    for (String hop : hops.reversed()) {
      caller = address(hop.strip());
      if (caller.isEmpty() || !isProxy(caller.get())) {
        return caller;
      }
    }
    return caller;
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(it -> it.contains(address));
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static List<Network> networks(List<String> texts) {
    return texts.stream()
        .flatMap(it -> it.equals(TELEGRAM) ? TELEGRAMS.stream() : List.of(it).stream())
        .map(it -> Network.parse(it).orElseThrow(() -> new IllegalArgumentException("no network")))
        .toList();
  }
}
