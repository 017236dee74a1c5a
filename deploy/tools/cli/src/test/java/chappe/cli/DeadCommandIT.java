// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chappe.common.json.Json;
import chappe.common.record.Header;
import chappe.common.record.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `chappe dead` in processes of their own, beside a line whose demo bot is asked to fail.
class DeadCommandIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String PRIVATE = "my grandmother's address";
  private static WholeLine line;

  @TempDir Path home;

  private record Ended(int code, List<String> out, List<String> errors) {}

  @BeforeAll
  static void open() {
    line = new WholeLine();
  }

  @AfterAll
  static void close() {
    line.close();
  }

  @Test
  void aLetterIsListedShownRetriedAndDropped() throws Exception {
    line.post(WholeLine.update(6_000_001, 66, "/fail " + PRIVATE));
    await().atMost(SOON).until(() -> !letters("demo:6000001").isEmpty());

    Ended list = dead("list", "dispatcher", "--error", "IllegalStateException");
    assertThat(list.code()).isZero();
    assertThat(list.out()).singleElement().asString().contains("demo:66", "demo:6000001", " 3× ");
    String place = list.out().getFirst().split(" ", 2)[0];
    assertThat(place).matches("dispatcher-\\d@\\d+");

    Ended shown = dead("show", place);
    assertThat(shown.out()).anyMatch(it -> it.contains("\tat chappe.demo.DemoBot.fail"));
    assertThat(String.join("\n", shown.out())).doesNotContain(PRIVATE);
    assertThat(String.join("\n", dead("show", place, "--value").out())).contains(PRIVATE);

    assertThat(dead("retry", place).errors()).contains("✅ 1 sent again.");
    await().atMost(SOON).until(() -> !letters("demo:6000001~1").isEmpty());
    Ended twice = dead("retry", place);
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.errors()).singleElement().asString().contains("already", "--again");

    Ended dropped = dead("drop", "--service", "dispatcher", "--all", "--bot", "demo");
    assertThat(dropped.out()).singleElement().asString().contains("demo:6000001~1");
    assertThat(dead("list").errors())
        .last()
        .asString()
        .contains("✅ No open dead letters in ingress");
    assertThat(dead("list", "--all", "--json").out())
        .extracting(
            it -> Json.tree(it.getBytes(StandardCharsets.UTF_8)).path("resolution").asText())
        .containsExactly("retried", "dropped");
  }

  @Test
  void whatCannotBeIsOneLineAndTellsWhatWasExpected() throws Exception {
    isOneLine(dead("list", "dispatchr"), "dispatchr", "ingress, dispatcher, sender");
    isOneLine(dead("show", "17"), "17", "dispatcher-3@17");
    isOneLine(dead("show", "sender-0@99"), "sender-0@99", "chappe dead list");
    isOneLine(dead("list", "--since", "yesterday"), "yesterday", "2h");
    isOneLine(dead("retry"), "--service SERVICE --all");
    isOneLine(dead("retry", "ingress-0@1"), "ingress", "cannot be retried");
    isOneLine(dead("drop", "--all"), "--service SERVICE --all");
  }

  private static void isOneLine(Ended ended, String... parts) {
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.errors()).singleElement().asString().startsWith("❌ ").contains(parts);
  }

  private static List<String> letters(String id) {
    return line.committed(Topic.dead("dispatcher")).stream()
        .map(it -> Header.text(it.headers(), Header.ID).orElse(""))
        .filter(id::equals)
        .toList();
  }

  private Ended dead(String first, String... more) throws Exception {
    String[] arguments =
        Stream.concat(Stream.of("dead", first), Arrays.stream(more)).toArray(String[]::new);
    var settings = Map.of("KAFKA_BOOTSTRAP_SERVERS", line.bootstrapServers());
    try (Chappe chappe = Chappe.start(home, settings, arguments)) {
      return new Ended(chappe.exitCode(), chappe.lines(), chappe.errors());
    }
  }
}
