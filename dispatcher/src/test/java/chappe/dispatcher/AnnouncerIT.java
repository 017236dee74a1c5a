// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.bot.CheckoutCheck;
import chappe.bot.Handler;
import chappe.common.bots.Announcements;
import chappe.common.json.Json;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.TopicLayout;
import chappe.common.kafka.Topics;
import chappe.common.record.BotAnnouncement;
import chappe.common.record.OutboundCommand;
import chappe.common.record.Topic;
import chappe.embedded.EmbeddedKafka;
import chappe.embedded.junit.EmbeddedServers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServers.class)
class AnnouncerIT {
  private static final Handler NOTHING = _ -> {};
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final KafkaClients clients;

  AnnouncerIT(EmbeddedKafka kafka) {
    clients = new KafkaClients(kafka.bootstrapServers());
    try (var admin = clients.admin("test")) {
      new Topics(admin).create(new TopicLayout(4, 1, Duration.ofDays(1)));
    }
  }

  @Test
  void anOlderBuildNeverReplacesANewerOneUnlessItIsAskedTo() {
    announce(false, bot("builds", NOON, "two"));
    assertThat(known("builds").commands()).extracting("name").containsExactly("two", "help");
    announce(false, bot("builds", NOON.minusSeconds(1), "one"));
    assertThat(known("builds").commands()).extracting("name").containsExactly("two", "help");
    announce(true, bot("builds", NOON.minusSeconds(1), "one"));
    assertThat(known("builds").commands()).extracting("name").containsExactly("one", "help");
    announce(false, bot("builds", NOON.plusSeconds(1), "three"));
    assertThat(known("builds").builtAt()).isEqualTo(NOON.plusSeconds(1));

    assertThat(menus("builds")).containsExactly("two", "one", "three");
  }

  @Test
  void theSameBuildIsAnnouncedOnceHoweverOftenItStarts() {
    var bot = bot("same", NOON, "a");

    announce(false, bot);
    announce(false, bot);

    assertThat(menus("same")).containsExactly("a");
  }

  @Test
  void theLineLearnsWhatTheRoutesNeed() {
    var table = new RouteTable();
    table.root().command("start", "say hello", NOTHING);
    table.root().command("ban", "ban a user", NOTHING).hidden();
    table.root().callback("done:{id}", NOTHING);
    table.root().daily("summary", LocalTime.of(9, 0), ZoneId.of("Europe/Paris"), NOTHING);
    table.root().every("look", Duration.ofMinutes(30), NOTHING);
    table.root().checkout("tea", _ -> CheckoutCheck.Decision.accept());
    table.root().checkout("premium", _ -> CheckoutCheck.Decision.accept());
    table.fix();

    announce(false, running("needs", table, NOON));

    assertThat(known("needs"))
        .isEqualTo(
            new BotAnnouncement(
                1,
                "needs",
                List.of("callback_query", "message"),
                List.of(
                    new BotAnnouncement.Command("start", "say hello"),
                    new BotAnnouncement.Command("help", "list the commands")),
                List.of(
                    BotAnnouncement.Job.daily(
                        "summary", LocalTime.of(9, 0), ZoneId.of("Europe/Paris")),
                    BotAnnouncement.Job.every("look", Duration.ofMinutes(30))),
                true,
                List.of("premium", "tea"),
                "1.0",
                NOON));
  }

  private void announce(boolean rollback, RunningBot bot) {
    new Announcer(clients, InstantSource.system(), rollback).announce(List.of(bot));
  }

  private BotAnnouncement known(String bot) {
    return Objects.requireNonNull(Announcements.read(clients, "test").get(bot));
  }

  /// The first command of each menu that Telegram is told of for a bot.
  private List<String> menus(String bot) {
    List<String> menus = new ArrayList<>();
    try (var reader = clients.reader("test")) {
      var partitions =
          IntStream.range(0, 4)
              .mapToObj(it -> new TopicPartition(Topic.OUTBOUND_BULK.topicName(), it))
              .toList();
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      var ends = reader.endOffsets(partitions);
      while (partitions.stream().anyMatch(it -> reader.position(it) < ends.getOrDefault(it, 0L))) {
        reader
            .poll(Duration.ofMillis(100))
            .forEach(
                it -> {
                  if (it.key().equals(bot + ":commands")) {
                    var command = Json.read(it.value(), OutboundCommand.class);
                    assertThat(command.method()).isEqualTo("setMyCommands");
                    menus.add(command.params().at("/commands/0/command").asText());
                  }
                });
      }
    }
    return menus;
  }

  private static RunningBot bot(String name, Instant builtAt, String command) {
    var table = new RouteTable();
    table.root().command(command, "does something", NOTHING);
    table.fix();
    return running(name, table, builtAt);
  }

  private static RunningBot running(String name, RouteTable table, Instant builtAt) {
    return new RunningBot(
        name,
        table,
        () -> "",
        AnnouncerIT.class.getClassLoader(),
        new Texts(AnnouncerIT.class.getClassLoader()),
        new BuildStamp("1.0", builtAt));
  }
}
