// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bench.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The short form of `chappe bench ingress-fuzz`.
class IngressFuzzIT {
  private static final int SEED = 20_260;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void everyRequestThatNobodyShouldSendHasTheRightAnswer() {
    boolean right = IngressFuzz.run(SEED, 3_000, new Report(stream(out), stream(err)));
    assertThat(right).as(err.toString(StandardCharsets.UTF_8)).isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"figure\":\"server_errors\",\"value\":0,")
        .contains("\"figure\":\"slow_clients_held\",\"value\":0,")
        .contains("\"figure\":\"memory_growth_mib\"");
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
