// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TextPartsTest {
  @Test
  void aTextThatFitsStaysAsItIs() {
    assertThat(TextParts.of("  two\n\nlines ", 14)).containsExactly("  two\n\nlines ");
    assertThat(TextParts.of("x".repeat(4096), 4096)).containsExactly("x".repeat(4096));
  }

  @Test
  void isCutBetweenParagraphsFirst() {
    assertThat(TextParts.of("one two six\n\nten\nfour five", 16))
        .containsExactly("one two six", "ten\nfour five");
  }

  @Test
  void thenBetweenLines() {
    assertThat(TextParts.of("one two three\n  four five", 20))
        .containsExactly("one two three", "  four five");
  }

  @Test
  void thenBetweenWords() {
    assertThat(TextParts.of("one two three four", 13)).containsExactly("one two three", "four");
    assertThat(TextParts.of("one two three four", 12)).containsExactly("one two", "three four");
  }

  @Test
  void thenAnywhereButNeverInsideACharacter() {
    assertThat(TextParts.of("abcdefgh", 3)).containsExactly("abc", "def", "gh");
    assertThat(TextParts.of("ab😀cd", 3)).containsExactly("ab", "😀c", "d");
    var family = "👩‍👩‍👧";
    assertThat(TextParts.of("abc" + family + family, family.length() + 1))
        .containsExactly("abc", family, family);
  }

  @Test
  void aCharacterOverTheLimitIsTornForWantOfAnything() {
    assertThat(String.join("", TextParts.of("😀😀", 1))).isEqualTo("😀😀");
  }

  @Test
  void noPartIsBlank() {
    assertThat(TextParts.of("a" + " ".repeat(50) + "b", 10)).containsExactly("a", "b");
    assertThat(TextParts.of("a" + "\n".repeat(50), 10)).containsExactly("a");
  }

  @Test
  void aBlankTextIsRefused() {
    assertThatThrownBy(() -> TextParts.of("", 10)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TextParts.of(" \n".repeat(9), 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @RepeatedTest(200)
  void everyPartFitsAndNothingButBlanksIsLost(RepetitionInfo repetition) {
    int seed = repetition.getCurrentRepetition();
    var random = new Random(seed);
    var text =
        "x"
            + random
                .ints(random.nextInt(400), 0, 8)
                .mapToObj(it -> " \nab😀é\t".codePoints().toArray()[Math.min(it, 6)])
                .map(Character::toString)
                .collect(Collectors.joining());
    int limit = 4 + random.nextInt(40);

    var parts = TextParts.of(text, limit);

    assertThat(parts)
        .as("seed %d", seed)
        .allSatisfy(it -> assertThat(it).isNotBlank().hasSizeLessThanOrEqualTo(limit));
    assertThat(String.join("", parts).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
  }
}
