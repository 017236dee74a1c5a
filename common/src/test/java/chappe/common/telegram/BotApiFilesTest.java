// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chappe.common.json.Json;
import chappe.common.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/// Uploads, downloads, and what the log says of calls.
@Timeout(30)
class BotApiFilesTest {
  private static final Secret TOKEN = Secret.of("123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr");
  private static final String SENT = "{\"ok\":true,\"result\":{\"message_id\":5}}";

  private final AtomicLong nanos = new AtomicLong();
  private final Logger logger = (Logger) LoggerFactory.getLogger(BotApi.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Level before = logger.getLevel();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.DEBUG);
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void restore() {
    logger.detachAppender(lines);
    logger.setLevel(before);
  }

  @Test
  void filesGoAsAMultipartFormWithTheParameters() {
    try (var server = new FaultyServer((_, reply) -> reply.json(200, SENT));
        var api = api(server)) {
      var params = Json.object().put("chat_id", 7).put("caption", "Grüße");
      params.set("reply_markup", Json.object().put("force_reply", true));

      var result =
          api.call(
              TOKEN,
              "sendPhoto",
              params,
              List.of(
                  new FilePart("photo", "a \"b\".png", "image/png", bytes("one\r\ntwo")),
                  new FilePart("attach0", "c.jpg", "image/jpeg", bytes("three"))));

      assertThat(result).isInstanceOf(ApiResult.Sent.class);
      var request = server.requests.getFirst();
      var boundary =
          request
              .head()
              .lines()
              .filter(it -> it.toLowerCase(Locale.ROOT).startsWith("content-type:"))
              .map(it -> it.substring(it.indexOf("boundary=") + "boundary=".length()).strip())
              .findFirst()
              .orElseThrow();
      assertThat(request.body())
          .isEqualTo(
              """
              --B
              Content-Disposition: form-data; name="chat_id"

              7
              --B
              Content-Disposition: form-data; name="caption"

              Grüße
              --B
              Content-Disposition: form-data; name="reply_markup"

              {"force_reply":true}
              --B
              Content-Disposition: form-data; name="photo"; filename="a _b_.png"
              Content-Type: image/png

              one
              two
              --B
              Content-Disposition: form-data; name="attach0"; filename="c.jpg"
              Content-Type: image/jpeg

              three
              --B--
              """
                  .replace("B", boundary)
                  .replace("\n", "\r\n"));
    }
  }

  @Test
  void aPartsNameAndTypeCannotBreakTheForm() {
    assertThatThrownBy(() -> new FilePart("a\r\nb", "x", "image/png", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FilePart("a", "x", "image/png\r\n", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new FilePart("a", "x\r\ny", "image/png", new byte[0]).fileName()).isEqualTo("x__y");
  }

  @Test
  void theLogNamesMethodStatusDurationAndSizesAndNothingElse() {
    try (var server = new FaultyServer((_, reply) -> reply.json(200, SENT));
        var api = api(server)) {
      api.call(TOKEN, "sendMessage", Json.object().put("text", "a secret text"));

      assertThat(lines.list).hasSize(1);
      assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.DEBUG);
      assertThat(pairs(lines.list.getFirst()))
          .isEqualTo(
              "method=sendMessage outcome=sent duration_ms=0 request_size=24 status=200"
                  + " response_size=37");
    }
  }

  @Test
  void aSlowCallIsAWarningAndALongPollIsNot() {
    try (var server =
            new FaultyServer(
                (_, reply) -> {
                  nanos.addAndGet(Duration.ofSeconds(6).toNanos());
                  reply.json(200, SENT);
                });
        var api = api(server)) {
      api.call(TOKEN, "getMe", Json.object());
      api.call(TOKEN, "getUpdates", Json.object());

      assertThat(lines.list)
          .extracting(ILoggingEvent::getLevel)
          .containsExactly(Level.WARN, Level.DEBUG);
    }
  }

  private static String pairs(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .map(it -> it.key + "=" + it.value)
        .collect(Collectors.joining(" "));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private BotApi api(FaultyServer server) {
    return new BotApi(
        server.address(),
        new CallSettings(Duration.ofSeconds(2), Duration.ofSeconds(2)),
        nanos::get);
  }
}
