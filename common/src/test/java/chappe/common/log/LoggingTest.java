// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.log;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.settings.GeneralSettings;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@ResourceLock(Resources.SYSTEM_ERR)
class LoggingTest {
  private static final Logger log = LoggerFactory.getLogger("chappe.test.Thing");
  private static final String TOKEN = "9876543:AAF-0123456789abcdefghijklmnopqrstuv";

  private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void capture() {
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setErr(before);
    new FirstConfiguration()
        .configure((ch.qos.logback.classic.LoggerContext) LoggerFactory.getILoggerFactory());
  }

  @ParameterizedTest
  @ValueSource(strings = {"development", "production"})
  void noSecretComesOutAnywhere(String environment) {
    start(Map.of("ENVIRONMENT", environment, "LOG_LEVEL", "INFO"));
    String known = Secret.of("quatsch \"in\" quotes\\").reveal();
    log.info("in the message " + known + " and " + TOKEN);
    log.info("in an argument {} {}", known, "https://api.telegram.org/bot1:x-y_z/sendMessage");
    log.atInfo().addKeyValue("value", known).addKeyValue("token", TOKEN).log("in key-values");
    var cause = new IllegalStateException("cause: " + known);
    cause.addSuppressed(new IllegalArgumentException("suppressed: " + TOKEN));
    log.error(
        "with an exception",
        new IllegalStateException("outer: " + TOKEN, new RuntimeException(cause)));
    java.util.logging.Logger.getLogger("org.postgresql.x")
        .severe("from java.util.logging " + known);
    assertThat(lines())
        .contains(
            "in the message",
            "in an argument",
            "in key-values",
            "outer: ***",
            "cause: ***",
            "suppressed: ***")
        .contains("from java.util.logging")
        .contains("/bot***/sendMessage")
        .doesNotContain("quatsch")
        .doesNotContain("AAF-")
        .doesNotContain("x-y_z");
  }

  @Test
  void developersReadPlainLines() {
    start(Map.of());
    log.atDebug().addKeyValue("update", 7).addKeyValue("bot", "demo").log("handled {}", "well");
    assertThat(lines())
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} DEBUG Thing: handled well update=7 bot=demo\n");
  }

  @Test
  void storesGetJsonLines() throws Exception {
    start(Map.of("ENVIRONMENT", "staging"));
    log.atWarn()
        .addKeyValue("duration_ms", 12L)
        .addKeyValue("message", "mine")
        .addKeyValue("nothing", (Object) null)
        .setCause(new IllegalStateException("broke\n\"quoted\""))
        .log("took {} ms", 12);
    assertThat(lines()).endsWith("}\n").containsOnlyOnce("\n");
    JsonNode line = new ObjectMapper().readTree(lines());
    assertThat(line.get("level").textValue()).isEqualTo("WARN");
    assertThat(line.get("logger").textValue()).isEqualTo("chappe.test.Thing");
    assertThat(line.get("message").textValue()).isEqualTo("took 12 ms");
    assertThat(line.get("message_").textValue()).isEqualTo("mine");
    assertThat(line.get("nothing").textValue()).isEqualTo("null");
    assertThat(line.get("duration_ms").longValue()).isEqualTo(12);
    assertThat(line.get("error").textValue()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.get("stack").textValue()).contains("broke\n\"quoted\"").contains("LoggingTest");
    assertThat(java.time.Instant.parse(line.get("time").textValue())).isNotNull();
  }

  @Test
  void librariesAreHeardFromWarnOnAndAuthorsFromInfoOn() {
    start(Map.of("LOG_LEVEL", "DEBUG"));
    LoggerFactory.getLogger("org.apache.kafka.clients.X").info("kafka chatters");
    LoggerFactory.getLogger("org.apache.kafka.clients.X").warn("kafka warns");
    LoggerFactory.getLogger("com.shop.Bot").debug("author debugs");
    LoggerFactory.getLogger("com.shop.Bot").info("author tells");
    log.debug("we debug");
    assertThat(lines())
        .contains("kafka warns", "author tells", "we debug")
        .doesNotContain("chatters", "debugs");
  }

  @Test
  void beforeTheSettingsAreReadItIsQuietAndScrubbed() {
    new FirstConfiguration()
        .configure((ch.qos.logback.classic.LoggerContext) LoggerFactory.getILoggerFactory());
    log.info("not yet");
    log.warn("early {}", TOKEN);
    assertThat(lines()).contains("early ***").doesNotContain("not yet");
  }

  private static void start(Map<String, String> values) {
    Logging.start(Settings.of(values).read(GeneralSettings.class));
  }

  private String lines() {
    return captured.toString(StandardCharsets.UTF_8);
  }
}
