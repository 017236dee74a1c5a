// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WaiterTest {
  private final Waiter.UntilStopped waiter = new Waiter.UntilStopped();

  @Test
  void pauseEndsByItself() throws InterruptedException {
    waiter.pause(Duration.ofMillis(5));
  }

  @Test
  void stopEndsThePausesBegunAndThoseToCome() throws InterruptedException {
    var thrown = new AtomicReference<Throwable>();
    var pausing =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    waiter.pause(Duration.ofHours(1));
                  } catch (InterruptedException e) {
                    thrown.set(e);
                  }
                });
    waiter.stop();
    waiter.stop();
    pausing.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> waiter.pause(Duration.ofHours(1)))
        .isInstanceOf(InterruptedException.class);
  }
}
