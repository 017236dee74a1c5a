// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CloserTest {
  private final List<String> closed = new CopyOnWriteArrayList<>();

  @Test
  void closesInReverseOrderAndOnce() {
    var closer = new Closer();
    closer.add("first", () -> closed.add("first"));
    closer.add("second", () -> closed.add("second"));
    closer.close();
    closer.close();
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void aFailureDoesNotKeepTheOthersOpen() {
    var closer = new Closer();
    closer.add("first", () -> closed.add("first"));
    closer.add(
        "broken",
        () -> {
          throw new IllegalArgumentException("no");
        });
    closer.add("third", () -> closed.add("third"));
    assertThatThrownBy(closer::close)
        .hasMessage("1 of the parts did not close cleanly")
        .satisfies(
            it ->
                assertThat(it.getSuppressed())
                    .singleElement()
                    .satisfies(
                        s ->
                            assertThat(s)
                                .hasMessage("broken failed to close")
                                .hasRootCauseMessage("no")));
    assertThat(closed).containsExactly("third", "first");
  }

  @Test
  void aStuckStepIsInterruptedAndLeftBehind() {
    var interrupted = new CountDownLatch(1);
    var closer = new Closer();
    closer.add("first", () -> closed.add("first"));
    closer.add(
        "stuck",
        Duration.ofMillis(50),
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException _) {
            interrupted.countDown();
          }
        });
    assertThatThrownBy(closer::close)
        .satisfies(
            it -> assertThat(it.getSuppressed()[0]).hasMessage("stuck did not close within 50 ms"));
    assertThat(closed).containsExactly("first");
    assertThat(interrupted)
        .satisfies(it -> assertThat(it.await(5, java.util.concurrent.TimeUnit.SECONDS)).isTrue());
  }

  @Test
  void anOpeningThatFailsHalfWayClosesWhatItOpened() {
    assertThatThrownBy(
            () ->
                Closer.opening(
                    it -> {
                      it.add("first", () -> closed.add("first"));
                      it.add(
                          "second",
                          () -> {
                            throw new IllegalArgumentException("also");
                          });
                      throw new CannotStart("third is not there");
                    }))
        .isInstanceOf(CannotStart.class)
        .hasMessage("third is not there")
        .satisfies(it -> assertThat(it.getSuppressed()).hasSize(1));
    assertThat(closed).containsExactly("first");
  }

  @Test
  void whatIsOpenedTooLateIsClosedAtOnce() {
    var closer = new Closer();
    closer.close();
    assertThatThrownBy(() -> closer.add("late", () -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("late");
    assertThat(closed).containsExactly("late");
  }
}
