// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chappe.common.settings.GeneralSettings;
import chappe.common.settings.Settings;
import chappe.common.settings.SettingsException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sentry.Sentry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ErrorReportsTest {
  private static final String TOKEN = "123456:a-token-of-a-bot-a-token-of-a-bot_-";
  private static final String TEXT = "what a person wrote";

  private final Logger log = LoggerFactory.getLogger("chappe.test");
  private final List<String> envelopes = new CopyOnWriteArrayList<>();
  private HttpServer sentry;

  @BeforeEach
  void open() throws IOException {
    sentry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sentry.createContext("/api/7/envelope/", this::take);
    sentry.start();
  }

  @AfterEach
  void close() {
    Logging.start(settings(Map.of()));
    Sentry.close();
    sentry.stop(0);
  }

  @Test
  void anErrorIsReportedWithoutWhatAPersonWrote() {
    Logging.start(settings(Map.of("ENVIRONMENT", "staging", "SENTRY_DSN", dsn())));

    log.atError()
        .setCause(new IllegalStateException(TEXT, new NumberFormatException(TEXT)))
        .addKeyValue("bot", "demo")
        .addKeyValue("attempt", 3)
        .addKeyValue("text", TEXT)
        .log("update {} failed with token " + TOKEN, TEXT);

    await().atMost(Duration.ofSeconds(20)).until(() -> !envelopes.isEmpty());
    assertThat(String.join("", envelopes))
        .contains("IllegalStateException", "NumberFormatException", "ErrorReportsTest")
        .contains("update {} failed with token ***")
        .contains("\"bot\":\"demo\"", "\"attempt\":3")
        .contains("\"environment\":\"staging\"", "\"server_name\":\"one\"")
        .doesNotContain(TEXT)
        .doesNotContain(TOKEN);
  }

  @Test
  void onlyErrorsAreReportedAndUnderTheNameThatWasGiven() {
    Logging.start(
        settings(
            Map.of(
                "ENVIRONMENT", "production",
                "SENTRY_DSN", dsn(),
                "SENTRY_ENVIRONMENT", "blue")));

    log.warn("a warning");
    log.error("an error");

    await().atMost(Duration.ofSeconds(20)).until(() -> !envelopes.isEmpty());
    assertThat(String.join("", envelopes))
        .contains("an error", "\"environment\":\"blue\"")
        .doesNotContain("a warning");
  }

  @Test
  void nothingLeavesInDevelopment() {
    Logging.start(settings(Map.of("ENVIRONMENT", "development", "SENTRY_DSN", dsn())));
    log.error("an error of development");
    Sentry.flush(1_000);

    Logging.start(settings(Map.of("ENVIRONMENT", "staging", "SENTRY_DSN", dsn())));
    log.error("an error of staging");

    await().atMost(Duration.ofSeconds(20)).until(() -> !envelopes.isEmpty());
    assertThat(String.join("", envelopes))
        .contains("an error of staging")
        .doesNotContain("an error of development");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no address", "https://host/7", "https://key@elsewhere", "ftp://key@host/7"})
  void anAddressThatIsNoneIsAMistake(String dsn) {
    assertThatThrownBy(() -> settings(Map.of("SENTRY_DSN", dsn)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("SENTRY_DSN: malformed; expected an address such as")
        .hasMessageNotContaining(dsn);
  }

  private String dsn() {
    return "http://key@127.0.0.1:" + sentry.getAddress().getPort() + "/7";
  }

  private static GeneralSettings settings(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("INSTANCE_NAME", "one");
    return Settings.of(all).read(GeneralSettings.class);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      envelopes.add(
          "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
              ? new String(
                  new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(), UTF_8)
              : new String(body, UTF_8));
      exchange.sendResponseHeaders(200, -1);
    }
  }
}
