// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloodScopeTest {
  private final FloodScope floods = new FloodScope();

  @Test
  void oneChatsRefusalsMeanTheChat() {
    for (int i = 0; i < 10; i++) {
      assertThat(floods.wholeBot("demo", "1", i)).isFalse();
    }
  }

  @Test
  void severalChatsWithinSecondsMeanTheBot() {
    assertThat(floods.wholeBot("demo", "1", 0)).isFalse();
    assertThat(floods.wholeBot("demo", "2", 1_000_000)).isFalse();
    assertThat(floods.wholeBot("shop", "3", 2_000_000)).isFalse();
    assertThat(floods.wholeBot("demo", "3", 2_000_000)).isTrue();
  }

  @Test
  void overMinutesTheyAreChatsOfTheirOwn() {
    for (int chat = 0; chat < 10; chat++) {
      assertThat(floods.wholeBot("demo", "" + chat, chat * 3_000_000L)).isFalse();
    }
  }
}
