// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.http;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.metrics.Metrics;
import chappe.common.settings.Secret;
import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {
  private static final String TOKEN = "0123456789abcdef";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ServiceServer server =
      ServiceServer.start(
          new ServerOptions("rest", "127.0.0.1", "REST_PORT", 0),
          new Health(),
          new Metrics("rest"),
          ProblemsTest::routes);

  private static void routes(RoutesConfig routes) {
    Problems.add(routes);
    var token = new BearerToken(Secret.of(TOKEN));
    routes.get("/guarded", token.guarding(it -> it.result("in")));
    routes.get(
        "/refused",
        _ -> {
          throw new Problem(422, "the job would never fire");
        });
    routes.get(
        "/broken",
        _ -> {
          throw new IllegalStateException("a person's words");
        });
  }

  @AfterEach
  void close() {
    server.close();
    client.close();
  }

  @Test
  void whoBringsTheTokenPasses() throws Exception {
    assertThat(get("/guarded", "Bearer " + TOKEN).body()).isEqualTo("in");
    assertThat(get("/guarded", "bearer " + TOKEN).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Basic abc, 401",
    "Bearer wrong, 403",
    "Bearer 0123456789abcdef0, 403",
    "Bearer, 401",
  })
  void nobodyElsePasses(String given, int status) throws Exception {
    var answer = get("/guarded", given);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain(TOKEN);
    assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
        .isEqualTo(status == 401);
  }

  @Test
  void everyErrorIsAProblem() throws Exception {
    var refused = get("/refused", "");
    assertThat(refused.headers().firstValue("Content-Type").orElse(""))
        .startsWith(Problems.MEDIA_TYPE);
    assertThat(refused.body())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Unprocessable Content\",\"status\":422,"
                + "\"detail\":\"the job would never fire\"}");
    assertThat(get("/broken", "").body())
        .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Server Error\",\"status\":500}");
    assertThat(get("/nowhere", "").body())
        .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}");
  }

  private HttpResponse<String> get(String path, String authorization) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
