// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.command;

import chappe.common.consumer.ConsumerOptions;
import chappe.common.consumer.KeyedConsumer;
import chappe.common.consumer.Storage;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaClients;
import chappe.common.kafka.KafkaSetupException;
import chappe.common.lifecycle.Closer;
import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.record.Topic;
import chappe.scheduler.firing.Ahead;
import chappe.scheduler.firing.Clocks;
import chappe.scheduler.firing.Loop;
import chappe.scheduler.firing.Membership;
import chappe.scheduler.store.JobStore;
import chappe.scheduler.store.Watermarks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/// Reads `chappe.schedules` and carries the commands out. Thread-safe.
public final class Commands implements AutoCloseable {
  /// The consumer drains for 5 s, then commits and leaves.
  private static final Duration CONSUMER_STOP = Duration.ofSeconds(9);

  private final Closer closer;
  private final KeyedConsumer consumer;

  private Commands(Closer closer, KeyedConsumer consumer) {
    this.closer = closer;
    this.consumer = consumer;
  }

  /// What the commands work with.
  public record Surroundings(
      KafkaClients clients,
      JobStore store,
      Watermarks watermarks,
      Membership membership,
      Ahead ahead,
      Metrics metrics,
      Supervisor supervisor,
      Clocks clocks) {}

  /// Starts to read.
  ///
  /// @param instance this instance's name
  /// @throws KafkaSetupException where Kafka is away or a topic is missing
  public static Commands start(
      String instance, ConsumerOptions.Limits limits, Surroundings around) {
    return Closer.opening(closer -> open(closer, instance, limits, around));
  }

  private static Commands open(
      Closer closer, String instance, ConsumerOptions.Limits limits, Surroundings around) {
    var clock = around.clocks().wall();
    var admin = closer.add("admin", around.clients().admin("chappe-scheduler-upkeep"));
    UUID topic = topic(admin);
    around.store().begin(topic);
    var due =
        around
            .metrics()
            .gauge("chappe_scheduler_due", "jobs that are due and have not fired")
            .labels();
    closer.add(
        "upkeep",
        Loop.start(
            "upkeep",
            around.supervisor(),
            new Upkeep(
                admin,
                Group.scheduler().id(),
                topic,
                around.store(),
                around.watermarks(),
                due::set,
                clock)));
    var jobs =
        closer.add(
            "jobs",
            new Jobs(
                around.store(),
                around.membership(),
                around.ahead(),
                clock,
                it -> around.supervisor().failed("jobs", it)));
    var consumer =
        closer.add(
            "consumer",
            CONSUMER_STOP,
            KeyedConsumer.start(
                ConsumerOptions.transactional(Group.scheduler(), instance).with(limits),
                new CommandHandler(jobs, new CommandMetrics(around.metrics()), clock),
                new KeyedConsumer.Surroundings(
                    around.clients(),
                    around.metrics(),
                    clock,
                    around.clocks().nanos(),
                    around.supervisor(),
                    new Storage.None())));
    return new Commands(closer, consumer);
  }

  /// The topic's id: another one is another topic, though of the same name.
  private static UUID topic(Admin admin) {
    try {
      String name = Topic.SCHEDULES.topicName();
      var id = admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
      return Optional.ofNullable(id)
          .map(it -> it.topicId())
          .map(it -> new UUID(it.getMostSignificantBits(), it.getLeastSignificantBits()))
          .orElseThrow();
    } catch (ExecutionException e) {
      throw new KafkaSetupException("Cannot ask about the topics: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaSetupException("Stopped while asking about the topics", e);
    }
  }

  /// For the service's health.
  public KeyedConsumer consumer() {
    return consumer;
  }

  /// Reads no more, ends what it has begun, commits.
  @Override
  public void close() {
    closer.close();
  }
}
