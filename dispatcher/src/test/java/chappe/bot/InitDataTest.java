// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.settings.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitDataTest {
  private static final Secret TOKEN = Secret.of("1001:a-token-for-tests");
  private static final Instant SIGNED = Instant.parse("2026-01-01T09:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  /// Signed by another implementation (Python's hmac), as core.telegram.org/bots/webapps says.
  private static final String GOOD =
      "query_id=AAF1&user=%7B%22id%22%3A1001%2C%22first_name%22%3A%22Ada%22%2C%22last_name%22%3A%22"
          + "L+%26+S%C3%B6hne%22%2C%22language_code%22%3A%22en%22%7D&auth_date=1767258000"
          + "&signature=c2ln_x-y"
          + "&hash=686a44ec3111bb4035ed38f4ef800c11fb58ad8c6c69f5e3794108e016de4cd5";

  @Test
  void whatTelegramHasSignedIsTrusted() {
    var data = InitData.check(GOOD, TOKEN, HOUR, SIGNED.plus(HOUR));

    assertThat(data.user()).isEqualTo(new User(1001, false, "Ada", "L & Söhne", "", "en"));
    assertThat(data.field("query_id")).isEqualTo("AAF1");
    assertThat(data.field("start_param")).isEmpty();
    assertThat(data.authDate()).isEqualTo(SIGNED);
    assertThat(data.fields()).doesNotContainKey("hash");
  }

  @Test
  void whatIsTooOldOrOfTheFutureIsNot() {
    assertRefused(GOOD, SIGNED.plus(HOUR).plusSeconds(1), "older than 3600 s");
    assertRefused(GOOD, SIGNED.minusSeconds(61), "signed in the future");
  }

  @Test
  void whatAnotherBotsTokenHasSignedIsNot() {
    assertThatThrownBy(() -> InitData.check(GOOD, Secret.of("1002:other"), HOUR, SIGNED))
        .isInstanceOf(BadInitData.class)
        .hasMessageContaining("not signed by Telegram for this bot");
  }

  @Test
  void oneChangedCharacterIsNoticed() {
    assertRefused(GOOD.replace("%22Ada", "%22Adb"), SIGNED, "not signed");
    assertRefused(GOOD.replace("=686a", "=686b"), SIGNED, "not signed");
    assertRefused(GOOD.replace("=AAF1", "=AAF2"), SIGNED, "not signed");
    assertRefused(GOOD.replaceFirst("&hash=.*", ""), SIGNED, "not signed");
    assertRefused(GOOD + "&more=1", SIGNED, "not signed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "=x", "a=1&a=1", "a=%zz", "a=1&&b=2"})
  void whatIsNoListOfFieldsIsRefused(String bad) {
    assertThatThrownBy(() -> InitData.check(bad, TOKEN, HOUR, SIGNED))
        .isInstanceOf(BadInitData.class);
  }

  @Test
  void aTestCanSignDataOfItsOwn() {
    var signed = InitData.signed(Map.of("auth_date", "1767258000", "start_param", "a&b"), TOKEN);
    var data = InitData.check(signed, TOKEN, HOUR, SIGNED);

    assertThat(data.field("start_param")).isEqualTo("a&b");
    assertThatThrownBy(data::user).isInstanceOf(BadInitData.class);
    var timeless = InitData.signed(Map.of("auth_date", "soon"), TOKEN);
    assertRefused(timeless, SIGNED, "auth_date");
  }

  private static void assertRefused(String initData, Instant now, String reason) {
    assertThatThrownBy(() -> InitData.check(initData, TOKEN, HOUR, now))
        .isInstanceOf(BadInitData.class)
        .hasMessageContaining(reason);
  }
}
