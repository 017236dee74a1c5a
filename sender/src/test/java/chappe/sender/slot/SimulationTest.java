// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.sender.slot.SimulatedSenders.Faults;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The promises of slots and marks, over thousands of messages in virtual time. A failure names its
/// seed.
class SimulationTest {
  private static final Faults ROUGH = new Faults(0.01, 0.02, true, 0, true, 1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void noLimitIsExceededNothingIsLostAndNothingIsSentTwiceUnlisted(long seed) {
    var world = rough(seed, 1 + (int) (seed % 4), ROUGH);
    world.run();

    assertThat(world.limits.violations).isEmpty();
    assertThat(world.ended).isEqualTo(world.commanded());
    world.sends.forEach(
        (id, count) -> {
          if (count > 1) {
            assertThat(world.unknown).contains(id);
            assertThat(id).as("at most once").doesNotMatch("BULK\\d*7/.*");
          }
        });
    assertThat(world.disorders).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-20_000_000, -500_000, 500_000, 20_000_000})
  void aStepOfTheBooksClockExceedsNothing(long step) {
    var world = rough(step, 1, new Faults(0, 0.01, false, step, true, 1));
    world.run();

    assertThat(world.limits.violations).isEmpty();
    assertThat(world.ended).isEqualTo(world.commanded());
  }

  @Test
  void theAuditSeesWhatMarksPrevent() {
    var twice =
        LongStream.rangeClosed(1, 12)
            .mapToObj(it -> rough(it, 3, new Faults(0, 0, true, 0, false, 1)))
            .peek(SimulatedSenders::run)
            .flatMap(it -> it.sends.values().stream())
            .filter(it -> it > 1);
    assertThat(twice).isNotEmpty();
  }

  @Test
  void theAuditSeesARateThatIsTooHigh() {
    var world = rough(3, 2, new Faults(0, 0, false, 0, true, 1.2));
    world.run();
    assertThat(world.limits.violations).anyMatch(it -> it.startsWith("bot"));
  }

  /// The shortest time is 100 s: 3,000 messages at 30 a second; each group alone needs 96.
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theRateIsUsedAlmostToTheLastMessage(int senders) {
    var world = new SimulatedSenders(7, senders, Faults.NONE);
    for (int chat = 1; chat <= 400; chat++) {
      world.command("" + chat, Rank.BULK, 5, false);
    }
    for (int group = 1; group <= 40; group++) {
      world.command("-" + group, Rank.BULK, 25, false);
    }
    long took = world.run();

    assertThat(world.limits.violations).isEmpty();
    assertThat(world.sends).hasSize(3_000);
    assertThat(took).isLessThan((long) (100_000_000 / (senders == 1 ? 0.97 : 0.92)));
    assertThat(world.evaluations / 3_000.0).isLessThan(senders == 1 ? 0.35 : 0.6);
  }

  private static SimulatedSenders rough(long seed, int senders, Faults faults) {
    var world = new SimulatedSenders(seed, senders, faults);
    var random = new Random(seed);
    for (int chat = 1; chat <= 120; chat++) {
      world.command("" + chat, Rank.BULK, 1 + random.nextInt(6), chat % 10 == 7);
      if (chat % 3 == 0) {
        world.command("" + chat, Rank.REPLY, 1 + random.nextInt(4), false);
      }
    }
    for (int group = 1; group <= 10; group++) {
      world.command("-" + group, Rank.BULK, 8, false);
      world.command("-" + group, Rank.REPLY, 9, false);
    }
    return world;
  }
}
