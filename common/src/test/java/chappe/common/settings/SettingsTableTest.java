// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTableTest {
  @Test
  void showsEverySettingOnceWithWhatItExpects() {
    String table =
        SettingsTable.markdown(
            List.of(GeneralSettings.class, BotsSettings.class, GeneralSettings.class));
    assertThat(table)
        .startsWith("| name | expected | default | what it is |\n| --- | --- | --- | --- |\n")
        .containsOnlyOnce(
            "| `ENVIRONMENT` | one of development, staging, production | `development` |")
        .contains(
            "| `LOG_LEVEL` | one of ERROR, WARN, INFO, DEBUG, TRACE | `DEBUG`, `INFO`, `WARN` by"
                + " `ENVIRONMENT` |")
        .contains("| the host's name |")
        .contains("| `BOT_TOKEN`, `{NAME}_BOT_TOKEN` |")
        .contains("(also `WEBHOOK_SECRET_TOKEN`)")
        .contains("| `BOTS` |");
  }
}
