// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Each guarantee is shown a history that keeps it and histories that break it.
class GuaranteesTest {
  private final EveryOutputOnce once = new EveryOutputOnce();
  private final OrderPerKey order = new OrderPerKey();
  private final OneAtATimePerKey oneAtATime = new OneAtATimePerKey();
  private final StateMovesOnce state = new StateMovesOnce();

  @Test
  void everyOutputOnce_holdsWhereRedeliveriesHaveNoOutputOfTheirOwn() {
    List.of("a", "b", "a").forEach(once::input);
    List.of("b", "a").forEach(once::output);

    assertThat(once.verdict().holds()).isTrue();
    assertThat(once.inputs()).isEqualTo(2);
  }

  @Test
  void everyOutputOnce_takesOutputsBeforeTheirInputs() {
    once.output("a");
    once.input("a");

    assertThat(once.verdict().holds()).isTrue();
  }

  @Test
  void everyOutputOnce_findsWhatWasLost() {
    List.of("a", "b").forEach(once::input);
    once.output("b");

    var verdict = once.verdict();
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.lost()).isEqualTo(new Violations(1, List.of("a")));
    assertThat(verdict.duplicated().none()).isTrue();
  }

  @Test
  void everyOutputOnce_countsEachFurtherOutput() {
    once.input("a");
    List.of("a", "a", "a").forEach(once::output);

    assertThat(once.verdict().duplicated().count()).isEqualTo(2);
    assertThat(once.verdict().holds()).isFalse();
  }

  @Test
  void everyOutputOnce_findsWhatNobodyAskedFor() {
    once.output("a");

    assertThat(once.verdict().unasked()).isEqualTo(new Violations(1, List.of("a")));
    assertThat(once.verdict().holds()).isFalse();
  }

  @Test
  void orderPerKey_holdsWithGapsAndOverKeys() {
    order.output("a", 5);
    order.output("b", 1);
    order.output("a", 7);
    order.output("b", 2);

    assertThat(order.verdict().none()).isTrue();
  }

  @Test
  void orderPerKey_findsAnOutputThatWasOvertaken() {
    order.output("a", 2);
    order.output("a", 1);
    order.output("a", 3);

    assertThat(order.verdict()).isEqualTo(new Violations(1, List.of("a: 1 after 2")));
  }

  @Test
  void oneAtATimePerKey_holdsForCallsThatTouch() {
    oneAtATime.call("a", new OneAtATimePerKey.Call("two", 10, 20));
    oneAtATime.call("a", new OneAtATimePerKey.Call("one", 0, 10));
    oneAtATime.call("b", new OneAtATimePerKey.Call("other", 5, 15));

    assertThat(oneAtATime.verdict().none()).isTrue();
  }

  @Test
  void oneAtATimePerKey_findsEveryCallWithinALongOne() {
    oneAtATime.call("a", new OneAtATimePerKey.Call("long", 0, 100_000));
    oneAtATime.call("a", new OneAtATimePerKey.Call("one", 10_000, 20_000));
    oneAtATime.call("a", new OneAtATimePerKey.Call("two", 30_000, 40_000));

    assertThat(oneAtATime.verdict().count()).isEqualTo(2);
    assertThat(oneAtATime.verdict().examples())
        .first()
        .isEqualTo("a: one began 90 us before the end of long");
  }

  @Test
  void stateMovesOnce_takesStreamsInAnyOrderBetweenThem() {
    expect();
    state.state("a", List.of("u1", "e1", "u2"));

    assertThat(state.verdict().none()).isTrue();
  }

  @Test
  void stateMovesOnce_findsAMoveThatIsMissing() {
    expect();
    state.state("a", List.of("u1", "u2"));

    assertThat(state.verdict().count()).isEqualTo(1);
  }

  @Test
  void stateMovesOnce_findsAMoveMadeTwice() {
    expect();
    state.state("a", List.of("u1", "e1", "u2", "u2"));

    assertThat(state.verdict().count()).isEqualTo(1);
  }

  @Test
  void stateMovesOnce_findsDisorderWithinAStream() {
    expect();
    state.state("a", List.of("u2", "e1", "u1"));

    assertThat(state.verdict().count()).isEqualTo(1);
  }

  @Test
  void stateMovesOnce_findsAMoveThatNobodyAskedFor() {
    expect();
    state.state("a", List.of("u1", "x", "u2"));
    state.state("b", List.of("u1"));

    assertThat(state.verdict().count()).isEqualTo(2);
  }

  @Test
  void stateMovesOnce_findsAKeyWithoutState() {
    expect();

    assertThat(state.verdict().count()).isEqualTo(1);
  }

  private void expect() {
    List.of("u1", "u2", "u1").forEach(name -> state.input("a", "updates", name));
    state.input("a", "events", "e1");
  }
}
