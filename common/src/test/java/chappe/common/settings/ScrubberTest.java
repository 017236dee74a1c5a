// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScrubberTest {
  @Test
  void masksKnownSecretsAlsoEncodedForAddresses() {
    var secret = Secret.of("pass/word with spaces");
    assertThat(secret).hasToString("***");
    assertThat(Scrubber.scrub("x pass/word with spaces y pass%2Fword+with+spaces z"))
        .isEqualTo("x *** y *** z");
  }

  @Test
  void aSecretThatContainsAnotherLeavesNoRest() {
    Secret.of("abcdefgh");
    Secret.of("abcdefghijkl");
    assertThat(Scrubber.scrub("abcdefghijkl abcdefgh")).isEqualTo("*** ***");
  }

  @Test
  void masksWhatLooksLikeATokenThoughNobodyMadeItASecret() {
    assertThat(Scrubber.scrub("GET https://api.telegram.org/bot12:ab_c/getMe failed"))
        .isEqualTo("GET https://api.telegram.org/bot***/getMe failed");
    assertThat(Scrubber.scrub("token 1234567:AAE-abcdefghijklmnopqrstuvwxyz_123."))
        .isEqualTo("token ***.");
    assertThat(Scrubber.scrub("demo:1234567:42 at 12:30:45"))
        .isEqualTo("demo:1234567:42 at 12:30:45");
  }

  @Test
  void secretsAreComparedByTheirText() {
    assertThat(Secret.of("same-text"))
        .isEqualTo(Secret.of("same-text"))
        .hasSameHashCodeAs(Secret.of("same-text"));
    assertThat(Secret.of("same-text")).isNotEqualTo(Secret.of("other-text"));
    assertThat(Secret.of("same-text").matches("same-text")).isTrue();
    assertThat(Secret.of("same-text").matches("same-tex")).isFalse();
  }
}
