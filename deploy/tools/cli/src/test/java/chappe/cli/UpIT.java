// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpIT {
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final long BOT = 100_200_300;

  @TempDir Path home;

  @Test
  void aPersonTypesAndSeesTheAnswerAndASecondStartGoesOn() throws Exception {
    String bot = Chappe.demoBot(home).toString();
    for (int start = 1; start <= 2; start++) {
      try (Chappe up = Chappe.start(home, Map.of(), "up", "--bots", bot)) {
        URI simulator = URI.create(up.awaitLine("simulator").split("\\s+", -1)[1]);
        up.awaitLine("✅ Ready");
        assertThat(answer(simulator, "/echo start " + start, 1)).isEqualTo("start " + start);
        if (start == 2) {
          Path changed = Files.copy(Path.of(bot), home.resolve("changed"));
          Files.writeString(Path.of(bot), "half a jar, as a build leaves it for a moment");
          up.awaitError("the old one goes on");
          Files.move(changed, Path.of(bot), StandardCopyOption.REPLACE_EXISTING);
          up.awaitError("runs anew");
          assertThat(answer(simulator, "/echo anew", 2)).isEqualTo("anew");
        }

        Instant told = Instant.now();
        up.terminate();
        assertThat(up.exitCode()).isEqualTo(143);
        assertThat(Duration.between(told, Instant.now())).isLessThan(STOP);
        assertThat(up.errors()).noneMatch(it -> it.contains("WARN") || it.contains("ERROR"));
      }
    }
  }

  /// The answer to a text.
  ///
  /// @param number which of the bot's messages it is
  private static String answer(URI simulator, String text, int number) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String said = Json.object().put("chat", 5).put("text", text).toString();
      client.send(
          HttpRequest.newBuilder(simulator.resolve("/sim/bots/" + BOT + "/messages"))
              .POST(BodyPublishers.ofString(said))
              .build(),
          BodyHandlers.discarding());
      URI calls = simulator.resolve("/sim/calls?method=sendMessage&wait=30&count=" + number);
      JsonNode found =
          Json.tree(
              client
                  .send(HttpRequest.newBuilder(calls).build(), BodyHandlers.ofByteArray())
                  .body());
      return found.findValuesAsText("text").getLast();
    }
  }
}
