// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SupervisorTest {
  private final Supervisor supervisor = new Supervisor();
  private final List<String> closed = new CopyOnWriteArrayList<>();

  @Test
  void aDeadLoopMakesTheProcessUnhealthyWithoutItsText() throws InterruptedException {
    assertThat(supervisor.check()).isEqualTo(Check.passing("loops"));
    Thread.ofVirtual()
        .start(
            supervisor.watched(
                "consumer",
                () -> {
                  throw new IllegalArgumentException("a person's words");
                }))
        .join();
    assertThat(supervisor.check())
        .isEqualTo(Check.failing("loops", "consumer ended: IllegalArgumentException"));
  }

  @Test
  void onlyTheFirstDeathCounts() {
    supervisor.failed("first", new IllegalStateException());
    supervisor.failed("second", new IllegalStateException());
    assertThat(supervisor.failure())
        .hasValueSatisfying(it -> assertThat(it.component()).isEqualTo("first"));
  }

  @Test
  void aLoopThatReturnsIsNoFailure() {
    supervisor.watched("consumer", () -> {}).run();
    assertThat(supervisor.failure()).isEmpty();
  }

  @Test
  void aDeadLoopEndsTheRunWithACodeOfItsOwn() {
    Thread.ofVirtual()
        .start(() -> supervisor.failed("consumer", new IllegalStateException("gone")));
    assertThat(RunUntilStopped.run(() -> closed.add("all"), supervisor))
        .isEqualTo(RunUntilStopped.LOOP_DIED);
    assertThat(closed).containsExactly("all");
  }
}
