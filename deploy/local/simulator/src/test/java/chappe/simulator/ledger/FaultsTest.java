// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private long now;
  private final Faults faults = new Faults(() -> now);

  @Test
  void aShareOfTheCallsIsDrawnAndCanBeRepeated() {
    faults.add(Fault.on("*").error(500, "").percent(5, 7));
    List<Integer> first = met(10_000);
    assertThat(first.size()).isBetween(400, 600);
    faults.clear();
    faults.add(Fault.on("*").error(500, "").percent(5, 7));
    assertThat(met(10_000)).isEqualTo(first);
  }

  @Test
  void severalSharesAreDrawnOneAfterTheOther() {
    faults.add(Fault.on("sendMessage").lost(Fault.Drop.BEFORE).percent(100, 1).times(1));
    faults.add(Fault.on("sendMessage").lost(Fault.Drop.AFTER).percent(100, 1).times(1));
    assertThat(faults.take(1, "sendMessage", "").orElseThrow().drop()).isEqualTo(Fault.Drop.BEFORE);
    assertThat(faults.take(1, "sendMessage", "").orElseThrow().drop()).isEqualTo(Fault.Drop.AFTER);
    assertThat(faults.take(1, "sendMessage", "")).isEmpty();
  }

  @Test
  void anOutageEndsByItself() {
    faults.add(Fault.on("*").lost(Fault.Drop.BEFORE).lasting(Duration.ofSeconds(30)));
    assertThat(met(1_000)).hasSize(1_000);
    now = Duration.ofSeconds(30).toNanos();
    assertThat(met(10)).isEmpty();
    assertThat(faults.active()).isEmpty();
  }

  @Test
  void aShareOfNothingIsRefused() {
    assertThatThrownBy(() -> Fault.on("*").percent(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("percentage above 0");
  }

  private List<Integer> met(int calls) {
    List<Integer> met = new ArrayList<>();
    for (int call = 0; call < calls; call++) {
      if (faults.take(1, "sendMessage", "5").isPresent()) {
        met.add(call);
      }
    }
    return met;
  }
}
