// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ActiveUsersTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final ActiveUsers users = new ActiveUsers(now::get);

  @Test
  void aUserCountsForFiveMinutesAfterTheLastUpdate() {
    users.seen("demo", 1);
    users.seen("demo", 2);
    users.seen("shop", 1);
    now.set(Instant.EPOCH.plusSeconds(299));
    users.seen("demo", 1);
    assertThat(counts()).containsOnly(Map.entry("demo", 2L), Map.entry("shop", 1L));

    now.set(Instant.EPOCH.plusSeconds(300));
    assertThat(counts()).containsOnly(Map.entry("demo", 1L), Map.entry("shop", 0L));

    now.set(Instant.EPOCH.plusSeconds(599));
    assertThat(counts()).containsOnly(Map.entry("demo", 0L), Map.entry("shop", 0L));
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    users.count(counts::put);
    return counts;
  }
}
