// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chappe.bench.sender.Optimum.Chat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OptimumTest {
  private static final Offset<Double> CLOSE = within(1e-6);

  @Test
  void oneChatGoesAtItsOwnPace() {
    assertThat(Optimum.seconds(List.of(new Chat(5, 4)), 30)).isCloseTo(16, CLOSE);
  }

  @Test
  void manyChatsGoAtTheRate() {
    assertThat(Optimum.seconds(Collections.nCopies(301, new Chat(1, 1)), 30)).isCloseTo(10, CLOSE);
  }

  @Test
  void longLinesAreBegunFirst() {
    List<Chat> chats = new ArrayList<>(Collections.nCopies(400, new Chat(5, 1)));
    chats.addAll(Collections.nCopies(40, new Chat(25, 4)));
    assertThat(Optimum.seconds(chats, 30)).isCloseTo(2999 / 30.0, CLOSE);
  }

  @Test
  void nothingTakesNoTime() {
    assertThat(Optimum.seconds(List.of(new Chat(0, 1)), 30)).isZero();
  }
}
