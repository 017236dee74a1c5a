// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chappe.common.lifecycle.CannotStart;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class SettingsTest {
  private static final String TOKEN = "123456:AAE-not_a_real_token_but_of_a_shape";

  enum Colour {
    RED,
    GREEN
  }

  record Everything(
      @Setting(name = "A_TEXT", doc = "a") String text,
      @Setting(name = "AN_INT", doc = "b") @Min(1) @Max(9) int number,
      @Setting(name = "A_LONG", doc = "c") @Positive long large,
      @Setting(name = "A_DOUBLE", doc = "d") double fraction,
      @Setting(name = "A_BOOLEAN", doc = "e") boolean truth,
      @Setting(name = "AN_ENUM", doc = "f") Colour colour,
      @Setting(name = "A_DURATION", doc = "g") Duration duration,
      @Setting(name = "AN_ADDRESS", doc = "h") URI address,
      @Setting(name = "A_PATH", doc = "i") Path path,
      @Setting(name = "A_SECRET", doc = "j") @Pattern(regexp = "[a-z]+", message = "small letters")
          Secret secret,
      @Setting(name = "AN_OPTIONAL", doc = "k") Optional<@Max(5) Integer> optional,
      @Setting(name = "A_LIST", doc = "l") List<@Positive Integer> list,
      @Setting(name = "A_SET", doc = "m") Set<Colour> set) {}

  private static final Map<String, String> GOOD =
      Map.ofEntries(
          Map.entry("A_TEXT", "hello"),
          Map.entry("AN_INT", "9"),
          Map.entry("A_LONG", " 8000000000 "),
          Map.entry("A_DOUBLE", "0.5"),
          Map.entry("A_BOOLEAN", "Yes"),
          Map.entry("AN_ENUM", "green"),
          Map.entry("A_DURATION", "500ms"),
          Map.entry("AN_ADDRESS", "http://127.0.0.1:8089"),
          Map.entry("A_PATH", "/tmp/x"),
          Map.entry("A_SECRET", "sesame"),
          Map.entry("AN_OPTIONAL", "5"),
          Map.entry("A_LIST", "1, 2,,3"),
          Map.entry("A_SET", "RED,red,Green"));

  @Test
  void readsEveryType() {
    assertThat(Settings.of(GOOD).read(Everything.class))
        .isEqualTo(
            new Everything(
                "hello",
                9,
                8_000_000_000L,
                0.5,
                true,
                Colour.GREEN,
                Duration.ofMillis(500),
                URI.create("http://127.0.0.1:8089"),
                Path.of("/tmp/x"),
                Secret.of("sesame"),
                Optional.of(5),
                List.of(1, 2, 3),
                Set.of(Colour.RED, Colour.GREEN)));
  }

  @Test
  void absentOptionalsAndListsAreEmpty() {
    var settings = Settings.of(GOOD).with(Map.of());
    var without = new java.util.HashMap<>(GOOD);
    without.keySet().removeAll(Set.of("AN_OPTIONAL", "A_LIST", "A_SET"));
    assertThat(settings.read(Everything.class).optional()).contains(5);
    var read = Settings.of(without).read(Everything.class);
    assertThat(read.optional()).isEmpty();
    assertThat(read.list()).isEmpty();
    assertThat(read.set()).isEmpty();
  }

  @Test
  void reportsEveryMistakeAtOnceAndNoValue() {
    var bad =
        Settings.of(
            Map.ofEntries(
                Map.entry("AN_INT", "quatsch-1"),
                Map.entry("A_LONG", "-4711"),
                Map.entry("A_DOUBLE", "quatsch-3"),
                Map.entry("A_BOOLEAN", "quatsch-4"),
                Map.entry("AN_ENUM", "quatsch-5"),
                Map.entry("A_DURATION", "quatsch-6"),
                Map.entry("AN_ADDRESS", "quatsch-7"),
                Map.entry("A_PATH", "quatsch\0-8"),
                Map.entry("A_SECRET", "QUATSCH-9"),
                Map.entry("AN_OPTIONAL", "4712"),
                Map.entry("A_LIST", "1,-4713"),
                Map.entry("A_SET", "red,quatsch-10"),
                Map.entry("DB_POOL", "quatsch-11"),
                Map.entry("ENVIRONMENT", "quatsch-12")));
    var failed =
        catchThrowableOfType(
            SettingsException.class, () -> bad.readAll(Everything.class, GeneralSettings.class));
    assertThat(failed).isInstanceOf(CannotStart.class);
    assertThat(failed.mistakes())
        .extracting(Mistake::name)
        .containsExactlyInAnyOrder(
            "A_TEXT",
            "AN_INT",
            "A_LONG",
            "A_DOUBLE",
            "A_BOOLEAN",
            "AN_ENUM",
            "A_DURATION",
            "AN_ADDRESS",
            "A_PATH",
            "A_SECRET",
            "AN_OPTIONAL",
            "A_LIST",
            "A_SET",
            "ENVIRONMENT");
    assertThat(failed)
        .hasMessageStartingWith("❌ Configuration error:\n")
        .hasMessageContaining("\n  A_TEXT: not set; expected a text")
        .hasMessageContaining(
            "\n"
                + "  AN_INT (given): not a whole number; expected a whole number, at least 1, at"
                + " most 9")
        .hasMessageContaining(
            "\n  A_LONG (given): must be greater than 0; expected a whole number, at least 1")
        .hasMessageContaining("\n  A_SECRET (given): malformed; expected small letters")
        .hasMessageContaining(
            "\n"
                + "  ENVIRONMENT (given): not one of its values; expected one of development,"
                + " staging, production")
        .message()
        .doesNotContainIgnoringCase("quatsch")
        .doesNotContain("471");
  }

  @ParameterizedTest
  @CsvSource({"250ms,PT0.25S", "30s,PT30S", "5M,PT5M", "2h,PT2H", "1d,PT24H", "PT1M,PT1M"})
  void readsDurations(String text, Duration expected) {
    assertThat(Settings.of(GOOD).with(Map.of("A_DURATION", text)).read(Everything.class).duration())
        .isEqualTo(expected);
  }

  @Test
  void strongerLayersWinAndEmptyCountsAsNotSet() {
    var settings = Settings.of(GOOD).with(Map.of("A_TEXT", "stronger", "AN_INT", ""));
    assertThat(settings.read(Everything.class).text()).isEqualTo("stronger");
    assertThat(settings.read(Everything.class).number()).isEqualTo(9);
  }

  @Test
  void generalSettingsDependOnTheEnvironment() {
    var development = Settings.of(Map.of()).read(GeneralSettings.class);
    assertThat(development.environment()).isEqualTo(Environment.DEVELOPMENT);
    assertThat(development.logLevel()).isEqualTo(Level.DEBUG);
    assertThat(development.debug()).isTrue();
    assertThat(development.bindAddress()).isEqualTo("127.0.0.1");
    assertThat(development.instanceName()).isNotEmpty();
    assertThat(development.adminUserIds()).isEmpty();
    assertThat(Settings.of(Map.of("ENVIRONMENT", "staging")).read(GeneralSettings.class).logLevel())
        .isEqualTo(Level.INFO);
    var production =
        Settings.of(
                Map.of(
                    "ENVIRONMENT", "Production", "ADMIN_USER_IDS", "7, 8", "ADMIN_CHAT_ID", "-100"))
            .read(GeneralSettings.class);
    assertThat(production.logLevel()).isEqualTo(Level.WARN);
    assertThat(production.debug()).isFalse();
    assertThat(production.adminUserIds()).containsExactly(7L, 8L);
    assertThat(production.adminChatId()).contains(-100L);
  }

  @Test
  void modeIsWebhookWhereThereIsAnAddress() {
    assertThat(Settings.of(Map.of()).read(TelegramSettings.class).mode())
        .isEqualTo(TelegramSettings.Mode.POLLING);
    assertThat(
            Settings.of(Map.of("WEBHOOK_URL", "http://x.example"))
                .read(TelegramSettings.class)
                .mode())
        .isEqualTo(TelegramSettings.Mode.WEBHOOK);
    assertThat(
            Settings.of(Map.of("WEBHOOK_URL", "http://x.example", "TELEGRAM_MODE", "polling"))
                .read(TelegramSettings.class)
                .mode())
        .isEqualTo(TelegramSettings.Mode.POLLING);
  }

  @Test
  void productionNeedsHttps() {
    var production =
        Settings.of(Map.of("ENVIRONMENT", "production", "WEBHOOK_URL", "http://x.example"));
    assertThatThrownBy(() -> production.read(TelegramSettings.class))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "WEBHOOK_URL: no HTTPS; expected an address that begins with https://");
    assertThat(
            production
                .with(Map.of("WEBHOOK_URL", "https://x.example"))
                .read(TelegramSettings.class)
                .webhookUrl())
        .isPresent();
  }

  record Nesting(
      @Setting(name = "OUTER", fallback = "1", doc = "x") int outer,
      BotsSettings bots,
      TelegramSettings telegram) {}

  record Demanding(@Setting(name = "OUTER", fallback = "1", doc = "x") int outer, BotsSettings bots)
      implements Checked {
    @Override
    public List<Mistake> mistakes(Environment environment) {
      return bots.missingWebhookSecrets();
    }
  }

  @Test
  void rulesOfAWholeRecordAreReportedWithItsWrongSettings() {
    assertThatThrownBy(() -> Settings.of(Map.of("OUTER", "x")).read(Demanding.class))
        .isInstanceOfSatisfying(
            SettingsException.class,
            it ->
                assertThat(it.mistakes())
                    .extracting(Mistake::name)
                    .containsExactly("OUTER", "BOT_TOKEN", "WEBHOOK_SECRET"));
    assertThatThrownBy(
            () ->
                Settings.of(Map.of("BOT_TOKEN", TOKEN, "WEBHOOK_SECRET", "a b"))
                    .read(Demanding.class))
        .isInstanceOfSatisfying(
            SettingsException.class, it -> assertThat(it.mistakes()).hasSize(1));
  }

  @Test
  void nestedRecordsAreReadAndTheirMistakesReportedTogether() {
    assertThat(Settings.of(Map.of("BOT_TOKEN", TOKEN)).read(Nesting.class).bots().bot("demo"))
        .hasValueSatisfying(it -> assertThat(it.token().reveal()).isEqualTo(TOKEN));
    assertThatThrownBy(
            () ->
                Settings.of(
                        Map.of(
                            "OUTER",
                            "x",
                            "BOT_TOKEN",
                            "quatsch",
                            "TELEGRAM_MODE",
                            "pigeon",
                            "WEBHOOK_URL",
                            "y"))
                    .read(Nesting.class))
        .isInstanceOfSatisfying(
            SettingsException.class,
            it ->
                assertThat(it.mistakes())
                    .extracting(Mistake::name)
                    .containsExactly("OUTER", "BOT_TOKEN", "TELEGRAM_MODE", "WEBHOOK_URL"))
        .message()
        .doesNotContain("quatsch");
  }
}
