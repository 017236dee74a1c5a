// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {
  private static final String TELEGRAM = "149.154.167.220";
  private final Callers direct = Callers.of(List.of("telegram"), List.of());
  private final Callers proxied =
      Callers.of(List.of("telegram"), List.of("10.0.0.0/8", "2001:db8::1"));

  @Test
  void whereNoNetworkIsNamedAnybodyMayCall() {
    var open = Callers.of(List.of(), List.of());
    assertThat(open.mayCall("203.0.113.9", List.of("nonsense"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "149.154.160.0, true",
    "149.154.175.255, true",
    "149.154.159.255, false",
    "149.154.176.0, false",
    "91.108.4.1, true",
    "91.108.7.255, true",
    "91.108.8.0, false",
    "::ffff:91.108.4.1, true",
    "::1, false"
  })
  void telegramsNetworksEndWhereTheyEnd(String peer, boolean may) {
    assertThat(direct.mayCall(peer, List.of())).isEqualTo(may);
  }

  @Test
  void withoutATrustedProxyTheHeaderSaysNothing() {
    assertThat(direct.mayCall("203.0.113.9", List.of(TELEGRAM))).isFalse();
    assertThat(direct.mayCall(TELEGRAM, List.of("203.0.113.9"))).isTrue();
  }

  @Test
  void behindProxiesTheRightMostUntrustedAddressCounts() {
    assertThat(proxied.mayCall("10.1.2.3", List.of(TELEGRAM))).isTrue();
    assertThat(proxied.mayCall("10.1.2.3", List.of("6.6.6.6, " + TELEGRAM + ", 10.9.9.9")))
        .isTrue();
    assertThat(proxied.mayCall("2001:db8::1", List.of(TELEGRAM))).isTrue();
  }

  @Test
  void whatACallerWritesOnTheLeftIsNotBelieved() {
    assertThat(proxied.mayCall("10.1.2.3", List.of(TELEGRAM + ", 6.6.6.6"))).isFalse();
    assertThat(proxied.mayCall("10.1.2.3", List.of(TELEGRAM, "6.6.6.6"))).isFalse();
    assertThat(proxied.mayCall("6.6.6.6", List.of(TELEGRAM))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "localhost", "149.154.167.220:443", "1.2.3", ","})
  void anAddressThatCannotBeReadIsNobodys(String hop) {
    assertThat(proxied.mayCall("10.1.2.3", List.of(TELEGRAM + "," + hop))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.org", "1.2.3.4/33", "1.2.3.4/-1", "::1/129", "1.2.3.4/x", "/8"})
  void whatIsNoNetworkIsFoundAtTheStart(String text) {
    assertThat(Callers.areNetworks(List.of("telegram", text))).isFalse();
  }

  @Test
  void networksAreReadOfBothFamilies() {
    assertThat(Callers.areNetworks(List.of("1.2.3.4", "1.2.3.4/0", "2001:db8::/32"))).isTrue();
    assertThat(Callers.of(List.of("0.0.0.0/0"), List.of()).mayCall("8.8.8.8", List.of())).isTrue();
    assertThat(
            Callers.of(List.of("2001:db8::/33"), List.of()).mayCall("2001:db8:8000::", List.of()))
        .isFalse();
  }
}
