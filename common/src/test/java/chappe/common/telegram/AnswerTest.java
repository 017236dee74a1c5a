// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message_id\": 7, \"text\": \"a \\\"}\"}",
        "[ {\"update_id\": 1},\n {\"update_id\": 2} ]",
        "true",
        "42",
        "-1.5e3",
        "\"https://t.me/\\u0041ä€😀\"",
        "null",
        "[]"
      })
  void resultIsKeptByteForByte(String result) {
    for (String body :
        new String[] {
          "{\"ok\":true,\"result\":" + result + "}",
          " { \"result\" : " + result + " , \"more\" : {\"ok\":false}, \"ok\" : true } \n"
        }) {
      assertThat(read(200, body))
          .isInstanceOfSatisfying(
              ApiResult.Sent.class, it -> assertThat(it.json()).asString().isEqualTo(result));
    }
  }

  @Test
  void floodControlSaysHowLongToWait() {
    assertThat(
            read(
                429,
                """
                {"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35",
                 "parameters":{"retry_after":35}}
                """))
        .isEqualTo(
            new ApiResult.RetryAfter(Duration.ofSeconds(35), "Too Many Requests: retry after 35"));
  }

  @ParameterizedTest
  @CsvSource({"17,17", "0,1", "soon,1", "-5,1", "99999999999,1"})
  void floodControlOfAProxySpeaksThroughItsHeader(String header, int seconds) {
    assertThat(new Answer(429, Optional.of(header), bytes("<html>")).result())
        .isEqualTo(new ApiResult.RetryAfter(Duration.ofSeconds(seconds), "HTTP 429"));
  }

  @Test
  void floodControlWithoutAnyTimeMeansASecond() {
    assertThat(read(429, "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many\"}"))
        .isEqualTo(new ApiResult.RetryAfter(Duration.ofSeconds(1), "Too Many"));
  }

  @Test
  void groupThatBecameASupergroupNamesItsNewChat() {
    assertThat(
            read(
                400,
                """
                {"ok":false,"error_code":400,
                 "description":"Bad Request: group chat was upgraded to a supergroup chat",
                 "parameters":{"other":[1,{}],"migrate_to_chat_id":-1001234567890123}}
                """))
        .isEqualTo(
            new ApiResult.Migrated(
                -1001234567890123L, "Bad Request: group chat was upgraded to a supergroup chat"));
  }

  @Test
  void onlyTelegramItselfSaysThatTheBotIsBlocked() {
    assertThat(
            read(
                403,
                "{\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: bot was blocked by"
                    + " the user\"}"))
        .isEqualTo(new ApiResult.Blocked("Forbidden: bot was blocked by the user"));
    assertThat(read(403, "<html>no way out of this network</html>"))
        .isEqualTo(new ApiResult.Rejected(403, "HTTP 403"));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 404, 409, 413, 421})
  void otherRefusalsAreForGood(int code) {
    assertThat(
            read(code, "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"as it is\"}"))
        .isEqualTo(new ApiResult.Rejected(code, "as it is"));
    assertThat(read(code, "")).isEqualTo(new ApiResult.Rejected(code, "HTTP " + code));
  }

  @ParameterizedTest
  @CsvSource({"500,false", "502,true", "503,false", "504,true"})
  void serverErrorsTellWhetherAGatewaySpoke(int code, boolean gateway) {
    assertThat(read(code, "<html>"))
        .isEqualTo(new ApiResult.ServerError(code, "HTTP " + code))
        .isInstanceOfSatisfying(
            ApiResult.ServerError.class, it -> assertThat(it.gateway()).isEqualTo(gateway));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "OK",
        "<html>",
        "{\"ok\":true,\"result\":[1,2",
        "{}",
        "[]",
        "null",
        "{\"ok\":true,\"result\":1} 2"
      })
  void successWithoutTelegramsEnvelopeLeavesTheCallUnknown(String body) {
    assertThat(read(200, body)).isInstanceOf(ApiResult.Unknown.class);
  }

  @Test
  void contradictionLeavesTheCallUnknown() {
    assertThat(read(500, "{\"ok\":true,\"result\":1}")).isInstanceOf(ApiResult.Unknown.class);
  }

  private static ApiResult read(int status, String body) {
    return new Answer(status, Optional.empty(), bytes(body)).result();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
