// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chappe.common.database.DatabaseSettings;
import chappe.common.kafka.TopicSettings;
import chappe.common.settings.PaymentSettings;
import chappe.common.settings.Settings;
import chappe.common.settings.SettingsException;
import chappe.common.settings.SettingsTable;
import chappe.dispatcher.DispatcherSettings;
import chappe.ingress.IngressSettings;
import chappe.payments.PaymentsSettings;
import chappe.scheduler.SchedulerSettings;
import chappe.sender.SenderSettings;
import chappe.simulator.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
          SchedulerSettings.class,
          SchedulerClientSettings.class,
          SimulatorSettings.class,
          DatabaseSettings.class,
          TopicSettings.class,
          PartsSettings.class,
          PaymentsSettings.class);

  private static final String REPORT_BEGIN = "<!-- mistakes: generated -->\n";
  private static final String REPORT_END = "<!-- mistakes: end -->";

  /// One file, ten mistakes.
  private static final String MISTAKEN =
      """
      ENVIRONMENT=production
      BOT_TOKEN=123456789:too-short
      WEBHOOK_SECRET=not a secret!
      WEBHOOK_URL=http://bots.example.org/123456789
      REGISTER_WEBHOOK=perhaps
      WEBHOOK_NETWORKS=telegram, 10.0.0.0/40
      ADMIN_USER_IDS=ann, 7
      LOG_LEVEL=LOUD
      INGRESS_PORT=http
      DB_POOL_SIZE=0
      ENABLE_PAYMENTS=true
      KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9092
      DATABASE_URL=postgresql://chappe:pass@127.0.0.1/chappe
      """;

  @TempDir private Path folder;

  @Test
  void theReportOfTenMistakesIsTheOneOfTheCode() throws IOException {
    var file = Files.writeString(folder.resolve(".env"), MISTAKEN);
    var report =
        assertThrows(
            SettingsException.class,
            () ->
                Settings.load(Map.of(), file)
                    .readAll(IngressSettings.class, PaymentSettings.class));
    assertThat(report.mistakes()).hasSize(10);
    assertGenerated(
        REPORT_BEGIN,
        REPORT_END,
        "```\n" + MISTAKEN + "```\n\n```\n" + report.getMessage() + "\n```\n");
  }

  @Test
  void theTableOfSettingsIsTheOneOfTheCode() throws IOException {
    assertGenerated(BEGIN, END, SettingsTable.markdown(RECORDS));
  }

  private static void assertGenerated(String begin, String end, String text) throws IOException {
    String readme = Files.readString(README);
    String written =
        readme.substring(0, readme.indexOf(begin) + begin.length())
            + "\n"
            + text
            + "\n"
            + readme.substring(readme.indexOf(end));
    if ("write".equals(System.getProperty("readme"))) {
      Files.writeString(README, written);
    }
    assertThat(Files.readString(README)).isEqualTo(written);
  }
}
