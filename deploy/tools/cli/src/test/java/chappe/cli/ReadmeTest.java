// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.database.DatabaseSettings;
import chappe.common.kafka.TopicSettings;
import chappe.common.settings.SettingsTable;
import chappe.dispatcher.DispatcherSettings;
import chappe.ingress.IngressSettings;
import chappe.sender.SenderSettings;
import chappe.simulator.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The README's table of settings is generated from their declarations: run this test with
/// `-Dreadme=write` to write it anew.
class ReadmeTest {
  private static final Path README = Path.of("../../../README.md");
  private static final String BEGIN = "<!-- settings: generated -->\n";
  private static final String END = "<!-- settings: end -->";
  private static final List<Class<? extends Record>> RECORDS =
      List.of(
          IngressSettings.class,
          DispatcherSettings.class,
          SenderSettings.class,
          SimulatorSettings.class,
          DatabaseSettings.class,
          TopicSettings.class,
          PartsSettings.class);

  @Test
  void theTableOfSettingsIsTheOneOfTheCode() throws IOException {
    String readme = Files.readString(README);
    String written =
        readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
            + "\n"
            + SettingsTable.markdown(RECORDS)
            + "\n"
            + readme.substring(readme.indexOf(END));
    if ("write".equals(System.getProperty("readme"))) {
      Files.writeString(README, written);
    }
    assertThat(Files.readString(README)).isEqualTo(written);
  }
}
