// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionMapTest {
  @Test
  void nothingFinishedBeyondTheBaseIsAnEmptyText() {
    assertThat(CompletionMap.encode(7, new BitSet())).contains("");
    assertThat(CompletionMap.decode(7, "")).contains(new BitSet());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsWrittenIsReadBackAndNeverTooLong(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      BitSet finished = someFinished(random);
      long base = random.nextLong(1L << 40);
      CompletionMap.encode(base, finished)
          .ifPresent(
              text -> {
                assertThat(text.length()).isLessThanOrEqualTo(CompletionMap.MAX_CHARS);
                assertThat(text.chars().noneMatch(part -> Character.isSurrogate((char) part)))
                    .isTrue();
                assertThat(CompletionMap.decode(base, text)).as("seed " + seed).contains(finished);
              });
    }
  }

  @Test
  void everyPatternOfTheGreatestSpanFits() {
    BitSet alternating = new BitSet();
    for (int bit = 1; bit < CompletionMap.MAX_SPAN; bit += 2) {
      alternating.set(bit);
    }
    String text = CompletionMap.encode(0, alternating).orElseThrow();
    assertThat(text).hasSizeLessThanOrEqualTo(CompletionMap.MAX_CHARS);
    assertThat(CompletionMap.decode(0, text)).contains(alternating);
  }

  @Test
  void oneStuckRecordBeforeMillionsOfFinishedOnesIsShort() {
    BitSet finished = new BitSet();
    finished.set(1, 5_000_000);
    assertThat(CompletionMap.encode(0, finished).orElseThrow()).hasSizeLessThan(20);
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeTheCall() {
    BitSet finished = new BitSet();
    for (int bit = 1; bit < 3 * CompletionMap.MAX_SPAN; bit += 2) {
      finished.set(bit);
    }
    assertThat(CompletionMap.encode(0, finished)).isEmpty();
  }

  @Test
  void asManyRunsAsArePromisedFit() {
    long span = 40L * CompletionMap.MAX_SPAN;
    int pairs = (int) (CompletionMap.maxRuns(span) / 2);
    BitSet finished = new BitSet();
    int step = (int) (span / pairs);
    for (int pair = 0; pair < pairs; pair++) {
      finished.set(pair * step + 1, pair * step + step / 2);
    }
    assertThat(CompletionMap.encode(0, finished)).isPresent();
  }

  @Test
  void aTextBesideAnotherBaseIsRefused() {
    BitSet finished = new BitSet();
    finished.set(3, 9);
    String text = CompletionMap.encode(100, finished).orElseThrow();
    assertThat(CompletionMap.decode(101, text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "chappe1",
        "chappe1b",
        "{\"other\":\"tool\"}",
        "chappe2b.......",
        "chappe1z......."
      })
  void foreignAndDamagedTextsAreRefused(String text) {
    assertThat(CompletionMap.decode(5, text)).isEmpty();
  }

  private static BitSet someFinished(Random random) {
    BitSet finished = new BitSet();
    int span = 1 + random.nextInt(random.nextBoolean() ? 500 : 100_000);
    int runs = random.nextInt(random.nextBoolean() ? 10 : 3_000);
    for (int run = 0; run < runs; run++) {
      int from = 1 + random.nextInt(span);
      finished.set(from, from + 1 + random.nextInt(1 + span / 10));
    }
    return finished;
  }
}
