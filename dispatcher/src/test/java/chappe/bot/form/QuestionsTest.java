// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionsTest {
  @ParameterizedTest
  @CsvSource({
    "Ada@Example.ORG, ada@example.org",
    "a.b+c@sub.example.co.uk, a.b+c@sub.example.co.uk",
  })
  void anEmailAddressIsTakenInLowerCase(String answer, String taken) {
    assertThat(Questions.email().read(answer)).isEqualTo(Reading.good(taken));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ada", "ada@", "@example.org", "ada@example", "a b@example.org"})
  void whatIsNoEmailAddressIsRefused(String answer) {
    assertThat(Questions.email().read(answer)).isEqualTo(Reading.bad("form.email"));
  }

  @ParameterizedTest
  @CsvSource({
    "+49 (30) 123-456-7, +49301234567",
    "030 123 45 67, 0301234567",
    "0301234567, 0301234567",
  })
  void aPhoneNumberIsTakenWithoutSeparators(String answer, String taken) {
    assertThat(Questions.phone().read(answer)).isEqualTo(Reading.good(taken));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123456789", "+123456789", "12345678901234567", "030.1234567", "abc"})
  void whatIsNoPhoneNumberIsRefused(String answer) {
    assertThat(Questions.phone().read(answer)).isEqualTo(Reading.bad("form.phone", 10));
  }

  @ParameterizedTest
  @CsvSource({
    "12, form.age.under, 13",
    "-5, form.age.under, 13",
    "121, form.age.over, 120",
  })
  void anAgeIsRefusedOnEachSide(String answer, String key, int bound) {
    assertThat(Questions.age(13, 120).read(answer)).isEqualTo(Reading.bad(key, bound));
  }

  @Test
  void anAgeIsAWholeNumberWithinItsBounds() {
    assertThat(Questions.age(13, 120).read("13")).isEqualTo(Reading.good(13));
    assertThat(Questions.age(13, 120).read("120")).isEqualTo(Reading.good(120));
    assertThat(Questions.age(13, 120).read("twenty")).isEqualTo(Reading.bad("form.age"));
    assertThat(Questions.age(13, 120).read("20.5")).isEqualTo(Reading.bad("form.age"));
  }

  @Test
  void aTextIsMeasuredInCharactersAsPeopleCountThem() {
    assertThat(Questions.text(1, 2).read("😀😀")).isEqualTo(Reading.good("😀😀"));
    assertThat(Questions.text(1, 2).read("abc")).isEqualTo(Reading.bad("form.text", 1, 2));
    assertThat(Questions.text(1, 2).read("")).isEqualTo(Reading.bad("form.text", 1, 2));
  }

  @Test
  void aNumberIsWholeAndWithinItsBounds() {
    assertThat(Questions.number(-1, 9).read("-1")).isEqualTo(Reading.good(-1L));
    assertThat(Questions.number(-1, 9).read("10")).isEqualTo(Reading.bad("form.number", -1L, 9L));
    assertThat(Questions.number(-1, 9).read("99999999999999999999"))
        .isEqualTo(Reading.bad("form.number", -1L, 9L));
  }

  @Test
  void aDateIsADayThatThereIs() {
    var question = Questions.date(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
    assertThat(question.read("2026-02-28")).isEqualTo(Reading.good(LocalDate.of(2026, 2, 28)));
    assertThat(question.read("1.3.2026")).isEqualTo(Reading.good(LocalDate.of(2026, 3, 1)));
    var bad = Reading.<LocalDate>bad("form.date", "2026-01-01", "2026-12-31");
    assertThat(question.read("2026-02-30")).isEqualTo(bad);
    assertThat(question.read("2027-01-01")).isEqualTo(bad);
    assertThat(question.read("tomorrow")).isEqualTo(bad);
  }

  @Test
  void aChoiceIsTakenAsItIsWritten() {
    var question = Questions.choice("Small", "Large");
    assertThat(question.read("large")).isEqualTo(Reading.good("Large"));
    assertThat(question.read("huge")).isEqualTo(Reading.bad("form.choice", "Small, Large"));
    assertThat(question.choices()).containsExactly("Small", "Large");
  }

  @Test
  void anythingElseIsAnAuthorsOwn() {
    var even =
        Questions.custom(
            it -> it.length() % 2 == 0 ? Optional.of(it.length()) : Optional.empty(), "even");
    assertThat(even.read("ab")).isEqualTo(Reading.good(2));
    assertThat(even.read("abc")).isEqualTo(Reading.bad("form.again", "even"));
  }
}
