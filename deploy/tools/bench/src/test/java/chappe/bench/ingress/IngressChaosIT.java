// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bench.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The short form of `chappe bench ingress-chaos`; the ingress's own tests take the broker away and
/// rotate a secret.
class IngressChaosIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void whatWasTakenIsThereWhicheverDoorIsKilled() {
    boolean kept =
        new IngressChaos(new Report(stream(out), stream(err)), System::nanoTime)
            .run(new IngressChaos.Plan(Set.of("kills", "takeover"), 2, 1, 1));
    assertThat(kept).as(out + err.toString(StandardCharsets.UTF_8)).isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"figure\":\"lost_by_kills\",\"value\":0,")
        .contains("\"figure\":\"lost_by_takeover\",\"value\":0,");
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
