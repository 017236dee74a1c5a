// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.bots;

import chappe.common.database.Patience;
import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.common.record.BotAnnouncement;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.Topic;
import chappe.common.record.Traceparent;
import chappe.scheduler.firing.Loop;
import chappe.scheduler.store.JobStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows `chappe.bots` from its beginning and makes the jobs of the bots themselves what their
/// newest announcement says, by commands as everybody else gives them. Every instance does so, with
/// the same ids, so that of several only one counts. Not thread-safe: one loop's.
public final class Reconciler implements Loop.Step {
  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Consumer<String, byte[]> reader;
  private final Producer<String, byte[]> producer;
  private final JobStore store;
  private final InstantSource clock;
  private final Patience patience = new Patience();
  private final Map<String, Heard> heard = new LinkedHashMap<>();
  private boolean assigned;

  /// What a bot's newest record says.
  private record Heard(Optional<BotAnnouncement> announcement, String place) {}

  /// @param reader of `chappe.bots`, without a group; this loop's alone
  public Reconciler(
      Consumer<String, byte[]> reader,
      Producer<String, byte[]> producer,
      JobStore store,
      InstantSource clock) {
    this.reader = reader;
    this.producer = producer;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Duration runOnce() throws InterruptedException {
    try {
      if (!assigned) {
        assign();
      }
      reader.poll(POLL).forEach(this::hear);
      if (heard.isEmpty() || !hasReachedTheEnd()) {
        return Duration.ZERO;
      }
      for (var one : Map.copyOf(heard).entrySet()) {
        reconcile(one.getKey(), one.getValue());
        heard.remove(one.getKey());
      }
      return Duration.ZERO;
    } catch (InterruptException _) {
      throw new InterruptedException("stopped");
    } catch (ExecutionException e) {
      log.atWarn()
          .addKeyValue("error_type", e.getClass().getName())
          .setCause(e)
          .log("the jobs of a bot cannot be changed yet");
      return AGAIN;
    }
  }

  private void assign() {
    var partitions =
        reader.partitionsFor(Topic.BOTS.topicName()).stream()
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    assigned = true;
  }

  /// The newest counts, so nothing is done before all that is there has been read.
  private boolean hasReachedTheEnd() {
    var ends = reader.endOffsets(reader.assignment());
    return ends.entrySet().stream().allMatch(it -> reader.position(it.getKey()) >= it.getValue());
  }

  private void hear(ConsumerRecord<String, byte[]> record) {
    String place = record.partition() + "." + record.offset();
    if (record.value() == null) {
      heard.put(record.key(), new Heard(Optional.empty(), place));
      return;
    }
    try {
      heard.put(
          record.key(),
          new Heard(Optional.of(Json.read(record.value(), BotAnnouncement.class)), place));
    } catch (UnreadableJson e) {
      log.atWarn()
          .addKeyValue("bot", record.key())
          .log("an announcement of another version or a foreign one is passed over");
    }
  }

  private void reconcile(String bot, Heard one) throws InterruptedException, ExecutionException {
    var there = patience.until(() -> store.ofBot(bot));
    List<Future<?>> sent = new ArrayList<>();
    for (ScheduleCommand command : BotJobs.changes(bot, one.announcement(), there)) {
      String job = String.valueOf(command.job());
      var headers =
          Header.of(
              bot,
              "%s:bots:%s:%s".formatted(bot, one.place(), job),
              ScheduleCommand.TYPE,
              clock.millis(),
              Traceparent.fresh());
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  Topic.SCHEDULES.topicName(),
                  null,
                  RecordKey.job(bot, job).toString(),
                  Json.bytes(command),
                  headers)));
      log.atInfo()
          .addKeyValue("bot", bot)
          .addKeyValue("job", job)
          .addKeyValue("action", command.action())
          .log("a job of the bot itself");
    }
    for (Future<?> each : sent) {
      each.get();
    }
  }
}
