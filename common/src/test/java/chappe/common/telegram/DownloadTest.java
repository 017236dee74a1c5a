// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.settings.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownloadTest {
  private static final Secret TOKEN = Secret.of("123456:ABC-def_ghi");

  @Test
  void aFileIsFetchedWithItsBytesAsTheyAre() throws Exception {
    try (var server = new FaultyServer((_, reply) -> reply.raw(200, "", "{\"ok\":true} é"));
        var api = api(server)) {
      assertThat(api.download(TOKEN, "photos/file_1.jpg"))
          .isInstanceOfSatisfying(
              ApiResult.Sent.class,
              it -> assertThat(it.json()).asString().isEqualTo("{\"ok\":true} é"));
      assertThat(server.requests.getFirst().line())
          .isEqualTo("GET /file/bot" + TOKEN.reveal() + "/photos/file_1.jpg HTTP/1.1");
    }
  }

  @Test
  void aFileThatIsNotThereIsRefused() throws Exception {
    try (var server =
            new FaultyServer(
                (_, reply) ->
                    reply.json(
                        404, "{\"ok\":false,\"error_code\":404,\"description\":\"Not Found\"}"));
        var api = api(server)) {
      assertThat(api.download(TOKEN, "gone")).isEqualTo(new ApiResult.Rejected(404, "Not Found"));
    }
  }

  @Test
  void aConnectionThatBreaksMayBeTriedAgain() throws Exception {
    try (var server =
            new FaultyServer(
                (_, reply) -> {
                  reply.bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                  reply.end();
                });
        var api = api(server)) {
      assertThat(api.download(TOKEN, "a")).isInstanceOf(ApiResult.Unreachable.class);
    }
  }

  @Test
  void aPathThatNoFileHasIsNotAskedFor() throws Exception {
    try (var server = new FaultyServer((_, reply) -> reply.raw(200, "", ""));
        var api = api(server)) {
      for (String bad : List.of("", "a b", "a?b", "https://example.org")) {
        assertThat(api.download(TOKEN, bad)).isInstanceOf(ApiResult.Rejected.class);
      }
      assertThat(server.requests).isEmpty();
    }
  }

  private static BotApi api(FaultyServer server) {
    var calls = new CallSettings(Duration.ofSeconds(5), Duration.ofSeconds(5));
    return new BotApi(server.address(), calls, System::nanoTime);
  }
}
