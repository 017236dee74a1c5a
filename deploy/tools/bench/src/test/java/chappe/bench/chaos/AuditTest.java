// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The audit of a faultless run, and of the same run falsified.
class AuditTest {
  private static final List<Input> INPUTS =
      List.of(update(1), update(2), new Input(1, Input.Lane.EVENT, 1), update(3));

  @ParameterizedTest
  @EnumSource
  void findsWhatWasFalsifiedAndNothingElse(Tampering tampering) {
    Audit.Findings found = audit(tampering);

    assertThat(found.lost().count()).isEqualTo(tampering == Tampering.LOST ? 1 : 0);
    assertThat(found.duplicated().count()).isEqualTo(tampering == Tampering.DUPLICATED ? 1 : 0);
    assertThat(found.disordered().count()).isEqualTo(tampering == Tampering.DISORDERED ? 1 : 0);
    assertThat(found.wrongState().count()).isEqualTo(tampering == Tampering.WRONG_STATE ? 1 : 0);
    assertThat(found.overlapping().count()).isEqualTo(tampering == Tampering.OVERLAPPING ? 1 : 0);
    assertThat(found.unasked().none()).isTrue();
  }

  @Test
  void findsAnOutputThatNobodyAskedFor() {
    Audit audit = new Audit();
    audit.output(new Output(update(1), "worker-0.1/1"));

    assertThat(audit.findings().unasked().count()).isEqualTo(1);
  }

  @Test
  void takesTheOrderOfTheTopicForTheOrderOfTheInputs() {
    Audit audit = new Audit();
    List.of(update(2), update(1)).forEach(audit::input);
    List.of(update(2), update(1)).forEach(input -> audit.output(new Output(input, "call")));

    assertThat(audit.findings().disordered().none()).isTrue();
  }

  private static Audit.Findings audit(Tampering tampering) {
    Audit audit = new Audit();
    INPUTS.forEach(audit::input);
    audit.input(update(1));
    List<Output> outputs =
        INPUTS.stream().map(input -> new Output(input, "worker-0.1/" + input.name())).toList();
    tampering.outputs(outputs).forEach(audit::output);
    tampering
        .calls(
            List.of(
                new Reports.Call("worker-0.1/u1", "demo:1", 0, 0, 10),
                new Reports.Call("worker-0.1/u2", "demo:1", 0, 10, 20)))
        .forEach(audit::call);
    tampering.states(Map.of("demo:1", List.of("u1", "e1", "u2", "u3"))).forEach(audit::state);
    return audit.findings();
  }

  private static Input update(long number) {
    return new Input(1, Input.Lane.UPDATE, number);
  }
}
