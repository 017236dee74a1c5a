// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.settings.Scrubber;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.common.settings.SettingsException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "postgresql://ann:pa%2Fss@host:5433/shop jdbc:postgresql://host:5433/shop ann pa/ss",
        "postgres://ann:p+%40@host/shop jdbc:postgresql://host/shop ann p+@",
        "postgresql://ann:p@ss@host/shop jdbc:postgresql://host/shop ann p@ss",
        "postgresql://ann:50%@host/shop jdbc:postgresql://host/shop ann 50%",
        "jdbc:postgresql://host:1/shop?user=ann&password=pass&ssl=true"
            + " jdbc:postgresql://host:1/shop?ssl=true ann pass",
        "jdbc:postgresql://ann:pass@a:1,b:2/shop jdbc:postgresql://a:1,b:2/shop ann pass",
      })
  void readsEitherForm(String url, String jdbcUrl, String user, String password) {
    assertThat(address(url))
        .isEqualTo(
            new DatabaseAddress(jdbcUrl, Optional.of(user), Optional.of(Secret.of(password))));
  }

  @Test
  void userAndPasswordMayBeAbsent() {
    assertThat(address("postgresql:///shop"))
        .isEqualTo(
            new DatabaseAddress(
                "jdbc:postgresql://localhost/shop", Optional.empty(), Optional.empty()));
    assertThat(address("postgresql://ann@host/shop").password()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://quatsch@h/d",
        "postgresql://quatsch",
        "postgresql://quatsch:5432/",
        "quatsch"
      })
  void otherFormsAreMistakesThatShowNothing(String url) {
    assertThatThrownBy(() -> address(url))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "DATABASE_URL (given): malformed; expected"
                + " postgresql://user:password@host:port/database")
        .message()
        .doesNotContain("quatsch");
  }

  @Test
  void thePasswordIsASecretByItself() {
    address("postgresql://ann:only%20inside@host/shop");
    assertThat(Scrubber.scrub("FATAL: only inside")).isEqualTo("FATAL: ***");
  }

  @Test
  void thePoolHasASize() {
    assertThatThrownBy(
            () ->
                Settings.of(Map.of("DATABASE_URL", "postgresql://h/d", "DB_POOL_SIZE", "0"))
                    .read(DatabaseSettings.class))
        .hasMessageContaining("DB_POOL_SIZE (given): must be greater than or equal to 1");
  }

  private static DatabaseAddress address(String url) {
    return DatabaseAddress.of(
        Settings.of(Map.of("DATABASE_URL", url)).read(DatabaseSettings.class));
  }
}
