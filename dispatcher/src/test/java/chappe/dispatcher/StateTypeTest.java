// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateTypeTest {
  sealed interface Shape {
    record Circle(double radius) implements Shape {}

    record Box(Size size, Optional<String> label, List<Instant> seen) implements Shape {}
  }

  record Size(int width, int height) {}

  /// What a later version made of it.
  sealed interface LaterShape {
    record Circle(double diameter) implements LaterShape {}

    record Box(Size size, Optional<String> label, List<Instant> seen) implements LaterShape {}

    record Line() implements LaterShape {}
  }

  sealed interface Twice {
    final class Inner {
      record Box() implements Twice {}
    }

    record Box() implements Twice {}
  }

  @Test
  void readsWhatItWrote() {
    var type = new StateType<>(Shape.class);
    for (Shape shape :
        List.of(
            new Shape.Circle(1.25),
            new Shape.Box(new Size(1, 2), Optional.of("x"), List.of(Instant.EPOCH)),
            new Shape.Box(new Size(1, 2), Optional.empty(), List.of()))) {
      assertThat(type.read(type.write(shape))).contains(shape);
    }
  }

  @Test
  void readsOfAnotherVersionOnlyWhatHasTheSameShape() {
    var before = new StateType<>(Shape.class);
    var later = new StateType<>(LaterShape.class);
    assertThat(later.read(before.write(new Shape.Circle(2)))).isEmpty();
    assertThat(later.read(before.write(new Shape.Box(new Size(1, 2), Optional.empty(), List.of()))))
        .contains(new LaterShape.Box(new Size(1, 2), Optional.empty(), List.of()));
    assertThat(before.read(later.write(new LaterShape.Line()))).isEmpty();
  }

  @Test
  void typesThatCannotBeToldApartAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StateType<>(Twice.class))
        .withMessageContaining("two types of Twice are called Box");
  }
}
