// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static java.util.stream.Collectors.joining;

import chappe.common.bots.Announcements;
import chappe.common.json.Json;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.KafkaSetupException;
import chappe.common.record.BotAnnouncement;
import chappe.common.record.Header;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.record.Traceparent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the line at a start what each bot needs, and Telegram which commands it has: once per
/// build, however many dispatchers start, and never an older build over a newer one unless it is
/// asked to.
final class Announcer {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);

  private static final String CLIENT = "chappe-dispatcher-announcer";
  private static final Duration DELIVERY = Duration.ofSeconds(10);

  private final KafkaClients clients;
  private final InstantSource clock;
  private final boolean rollback;

  /// @param rollback whether an older build replaces a newer one
  Announcer(KafkaClients clients, InstantSource clock, boolean rollback) {
    this.clients = clients;
    this.clock = clock;
    this.rollback = rollback;
  }

  /// Announces these bots; blocks until Kafka has it.
  ///
  /// @throws KafkaSetupException where Kafka is away or a topic is missing
  void announce(Collection<RunningBot> bots) {
    var before = Announcements.read(clients, CLIENT);
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (RunningBot bot : bots) {
      var now = announcement(bot);
      var known = Optional.ofNullable(before.get(bot.name()));
      if (replaces(now, known)) {
        records.add(
            record(Topic.BOTS.topicName(), bot.name(), bot.name(), BotAnnouncement.TYPE, now));
        if (!known.map(BotAnnouncement::commands).equals(Optional.of(now.commands()))) {
          records.add(menu(bot.name(), now));
        }
      }
    }
    if (!records.isEmpty()) {
      send(records);
    }
  }

  /// What the line is told of a bot.
  static BotAnnouncement announcement(RunningBot bot) {
    var routes = bot.routes();
    return new BotAnnouncement(
        1,
        bot.name(),
        routes.wantedKinds(),
        routes.listed().stream()
            .map(it -> new BotAnnouncement.Command(it.label(), it.description()))
            .toList(),
        routes.jobs(),
        !routes.events().checks().isEmpty(),
        routes.events().checks(),
        bot.build().version(),
        bot.build().builtAt());
  }

  private boolean replaces(BotAnnouncement now, Optional<BotAnnouncement> known) {
    if (known.isEmpty()) {
      return true;
    }
    if (!rollback && now.builtAt().isBefore(known.get().builtAt())) {
      log.atWarn()
          .addKeyValue("bot", now.bot())
          .addKeyValue("built_at", now.builtAt())
          .addKeyValue("newer", known.get().builtAt())
          .log("a newer build of this bot has been announced; --rollback announces this one");
      return false;
    }
    return !now.equals(known.get());
  }

  private ProducerRecord<String, byte[]> menu(String bot, BotAnnouncement announcement) {
    var params = Json.object();
    var commands = params.putArray("commands");
    announcement
        .commands()
        .forEach(
            it ->
                commands
                    .addObject()
                    .put("command", it.name())
                    .put("description", it.description()));
    return record(
        Topic.OUTBOUND_BULK.topicName(),
        bot,
        new RecordKey(bot, "commands").toString(),
        OutboundCommand.TYPE,
        OutboundCommand.of("setMyCommands", params));
  }

  private ProducerRecord<String, byte[]> record(
      String topic, String bot, String key, String type, Object value) {
    long now = clock.millis();
    // Not to be taken for a redelivery when an earlier menu comes back.
    var id = bot + ":" + type + ":" + now;
    return new ProducerRecord<>(
        topic, null, key, Json.bytes(value), Header.of(bot, id, type, now, Traceparent.fresh()));
  }

  private void send(List<ProducerRecord<String, byte[]>> records) {
    try (Producer<String, byte[]> producer = clients.producer(CLIENT, DELIVERY)) {
      List<Future<?>> sent = new ArrayList<>();
      for (var record : records) {
        sent.add(producer.send(record));
      }
      for (Future<?> one : sent) {
        one.get();
      }
      log.info("announced {}", records.stream().map(ProducerRecord::key).collect(joining(", ")));
    } catch (ExecutionException e) {
      throw new KafkaSetupException("Cannot announce the bots: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaSetupException("Stopped while announcing the bots", e);
    }
  }
}
