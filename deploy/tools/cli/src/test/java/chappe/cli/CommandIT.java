// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandIT {
  @TempDir Path home;

  @Test
  void whatIsNoCommandIsOneLineAndTheNearest() throws Exception {
    try (Chappe chappe = Chappe.start(home, Map.of(), "infr")) {
      assertThat(chappe.exitCode()).isEqualTo(2);
      assertThat(chappe.errors()).singleElement().asString().contains("infr", "infra", "--help");
    }
  }

  @Test
  void everyMistakeOfTheSettingsIsToldAtOnceWithoutAStackTrace() throws Exception {
    Map<String, String> wrong =
        Map.of("BOT_TOKEN", "nonsense", "INGRESS_PORT", "many", "LOG_LEVEL", "LOUD");
    try (Chappe chappe = Chappe.start(home, wrong, "ingress")) {
      assertThat(chappe.exitCode()).isEqualTo(2);
      assertThat(String.join("\n", chappe.errors()))
          .contains(
              "❌ Configuration error:",
              "BOT_TOKEN",
              "INGRESS_PORT",
              "LOG_LEVEL",
              "KAFKA_BOOTSTRAP_SERVERS")
          .doesNotContain("nonsense", "Exception", "\tat ");
    }
  }

  @Test
  void aBotThatIsNotThereIsToldBeforeAnythingStarts() throws Exception {
    try (Chappe chappe = Chappe.start(home, Map.of(), "up", "--bots", "nowhere.jar")) {
      assertThat(chappe.exitCode()).isEqualTo(2);
      assertThat(chappe.errors()).containsExactly("❌ --bots nowhere.jar: there is no such file.");
      assertThat(home.resolve(".chappe")).doesNotExist();
    }
  }

  @Test
  void aWrongPlaceToBeginIsOneLine() throws Exception {
    try (Chappe chappe = Chappe.start(home, Map.of(), "topics", "--from", "yesterday")) {
      assertThat(chappe.exitCode()).isEqualTo(2);
      assertThat(chappe.errors()).singleElement().asString().contains("--from", "yesterday");
    }
  }

  @Test
  void anUnknownBenchmarkIsOneLineWithTheKnownOnes() throws Exception {
    try (Chappe chappe = Chappe.start(home, Map.of(), "bench", "nothing")) {
      assertThat(chappe.exitCode()).isEqualTo(2);
      assertThat(chappe.errors()).singleElement().asString().contains("nothing", "keyed");
    }
  }

  @Test
  void anUnknownFigureIsOneLineWithTheKnownOnes() throws Exception {
    try (Chappe chappe = Chappe.start(home, Map.of(), "bench", "keyed", "--figure", "speed")) {
      assertThat(chappe.exitCode()).isEqualTo(2);
      assertThat(chappe.errors()).singleElement().asString().contains("speed", "noop_vs_plain");
    }
  }

  @Test
  void inProductionDataAreLostOnlyWhereSomebodySaysSo() throws Exception {
    Map<String, String> production =
        Map.of("ENVIRONMENT", "production", "DATABASE_URL", "postgresql://ann@127.0.0.1:1/shop");
    try (Chappe chappe = Chappe.start(home, production, "migrate", "--undo", "common")) {
      assertThat(chappe.exitCode()).isEqualTo(2);
      assertThat(chappe.errors()).singleElement().asString().contains("--yes", "common");
    }
  }

  @Test
  void aTakenPortIsOneLineWithTheCure() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      try (Chappe chappe = Chappe.start(home, Map.of("REDIS_PORT", port), "infra")) {
        assertThat(chappe.exitCode()).isEqualTo(2);
        assertThat(chappe.errors()).singleElement().asString().contains(port, "REDIS_PORT=0");
      }
    }
  }

  @Test
  void infraPrintsAddressesAndNothingElseOnceAllIsReadyAndStopsWhenTold() throws Exception {
    try (Chappe infra = Chappe.start(home, Map.of(), "infra")) {
      List<String> addresses =
          List.of(
              infra.awaitLine("KAFKA_BOOTSTRAP_SERVERS="),
              infra.awaitLine("DATABASE_URL=postgresql://"),
              infra.awaitLine("REDIS_URL=redis://"));
      Map<String, String> settings =
          addresses.stream()
              .map(it -> it.split("=", 2))
              .collect(Collectors.toMap(it -> it[0], it -> it[1]));
      try (Chappe topics = Chappe.start(home, settings, "topics");
          Chappe migrate = Chappe.start(home, settings, "migrate");
          Chappe second = Chappe.start(home, Map.of(), "infra")) {
        assertThat(topics.exitCode()).isZero();
        assertThat(topics.errors().toString()).contains("0 were made now, 0 partitions");
        assertThat(migrate.exitCode()).isZero();
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.errors())
            .singleElement()
            .asString()
            .contains("already runs on the data folder");
      }
      infra.terminate();
      assertThat(infra.exitCode()).isEqualTo(143);
      assertThat(addresses).allMatch(it -> isGone(it));
    }
  }

  private static boolean isGone(String address) {
    String place = address.substring(address.indexOf('=') + 1);
    URI uri = URI.create(place.contains("://") ? place : "kafka://" + place);
    try (Socket _ = new Socket(uri.getHost(), uri.getPort())) {
      return false;
    } catch (java.io.IOException _) {
      return true;
    }
  }
}
