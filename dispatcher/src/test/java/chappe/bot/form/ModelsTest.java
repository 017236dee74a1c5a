// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelsTest {
  record Guest(
      @Email String email,
      Optional<@Phone String> phone,
      @Min(13) @Max(120) int age,
      @Username String atTelegram) {}

  record Price(BigDecimal amount, Instant since, Optional<String> note) {}

  @Test
  void aRecordThatIsNotValidSaysWhyByField() {
    var guest = new Guest("nobody", Optional.of("12"), 12, "1x");

    var mistakes = Models.mistakes(guest);

    assertThat(mistakes)
        .extracting(Invalid::field)
        .containsExactly("age", "at_telegram", "email", "phone");
    assertThat(Models.json(mistakes.getFirst()))
        .isEqualTo(
            "{\"field\":\"age\",\"value\":12,\"expectation\":\"must be greater than or equal to"
                + " 13\"}");
    assertThat(mistakes.getLast().expectation()).isEqualTo("a phone number of at least 10 digits");
    assertThatThrownBy(() -> Models.checked(guest))
        .isInstanceOf(InvalidRecord.class)
        .hasMessageStartingWith("no valid Guest: age: ")
        .message()
        .doesNotContain("nobody");
  }

  @Test
  void whatIsValidIsReadStrictly() {
    var guest =
        Models.read(
            """
            {"email":"ada@example.org","age":36,"at_telegram":"ada_l"}
            """,
            Guest.class);
    assertThat(guest).isEqualTo(new Guest("ada@example.org", Optional.empty(), 36, "ada_l"));
  }

  @Test
  void strictReadingRefusesWhatIsUnknownMissingOrOfAnotherType() {
    assertThatThrownBy(
            () ->
                Models.read(
                    """
                    {"email":"ada@example.org","age":"old","shoes":43}
                    """,
                    Guest.class))
        .isInstanceOfSatisfying(
            InvalidRecord.class,
            it ->
                assertThat(it.mistakes())
                    .extracting(Invalid::field)
                    .containsExactly("age", "at_telegram", "shoes"));
  }

  @Test
  void lenientReadingKeepsWhatIsValidAndReportsTheRest() {
    var read =
        Models.readLeniently(
            """
            {"email":"ada@example.org","phone":"1","age":36,"at_telegram":"ada_l","shoes":43}
            """,
            Guest.class);
    assertThat(read.rest()).extracting(Invalid::field).containsExactly("phone");
    assertThat(read.valid().toString())
        .isEqualTo("{\"email\":\"ada@example.org\",\"age\":36,\"at_telegram\":\"ada_l\"}");
    assertThat(read.value()).contains(new Guest("ada@example.org", Optional.empty(), 36, "ada_l"));
    assertThat(Models.readLeniently("{\"email\":\"x\"}", Guest.class).value()).isEmpty();
  }

  @Test
  void decimalsAreExactAndDatesAreReadable() {
    var price =
        new Price(
            new BigDecimal("12345678901234567890.10"),
            Instant.parse("2026-11-01T12:00:00Z"),
            Optional.empty());
    var json = "{\"amount\":12345678901234567890.10,\"since\":\"2026-11-01T12:00:00Z\"}";
    assertThat(Models.json(price)).isEqualTo(json);
    assertThat(Models.read(json, Price.class)).isEqualTo(price);
  }

  @Test
  void valuesAreWrittenForPeopleAndInBatches() {
    assertThat(Models.pretty(new Price(BigDecimal.ONE, Instant.EPOCH, Optional.of("x"))))
        .isEqualToNormalizingNewlines(
            """
            {
              "amount" : 1,
              "since" : "1970-01-01T00:00:00Z",
              "note" : "x"
            }\
            """);
    assertThat(Models.batch(Arrays.asList(List.of(1), null, List.of(2)))).isEqualTo("[1]\n[2]\n");
  }

  @Test
  void aStoredMessageHasAtMost4096Characters() {
    var message = StoredMessage.of(1, 2, "hi", Instant.EPOCH);
    assertThat(Models.json(message))
        .isEqualTo(
            "{\"id\":1,\"user_id\":2,\"text\":\"hi\",\"timestamp\":\"1970-01-01T00:00:00Z\",\"edited\":false}");
    assertThatThrownBy(() -> StoredMessage.of(1, 2, "x".repeat(4097), Instant.EPOCH))
        .isInstanceOf(InvalidRecord.class);
  }
}
