// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.settings.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeysTest {
  private final Keys keys = new Keys();

  @Test
  void duringARotationBothSecretsOpenAndTheOldOnesUseIsTold() {
    keys.set("demo", new Keys.Pair(Secret.of("new"), Optional.of(Secret.of("old"))));
    assertThat(keys.verdict("demo", "new")).isEqualTo(Keys.Verdict.CURRENT);
    assertThat(keys.previousWasUsed("demo")).isFalse();
    assertThat(keys.verdict("demo", "old")).isEqualTo(Keys.Verdict.PREVIOUS);
    assertThat(keys.previousWasUsed("demo")).isTrue();
    assertThat(keys.previousWasUsed("demo")).isFalse();
    assertThat(keys.verdict("demo", "older")).isEqualTo(Keys.Verdict.WRONG);
  }

  @Test
  void afterwardsTheOldOneIsWrong() {
    keys.set("demo", new Keys.Pair(Secret.of("new"), Optional.empty()));
    assertThat(keys.verdict("demo", "old")).isEqualTo(Keys.Verdict.WRONG);
    assertThat(keys.verdict("shop", "new")).isEqualTo(Keys.Verdict.NO_SUCH_BOT);
  }
}
