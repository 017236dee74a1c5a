// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The settings of a broker that is one node and its own controller.
final class BrokerSettings {
  /// Records of 2 MiB, with room for their keys, headers and batch.
  private static final int LARGEST_BATCH = 2 * 1024 * 1024 + 128 * 1024;

  private static final int SESSION_MS = 6_000;
  private static final int HEARTBEAT_MS = 1_000;

  private BrokerSettings() {}

  static Map<String, String> of(Path logs, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.putAll(place(logs, port, controllerPort));
    settings.putAll(quickTakeover());
    settings.putAll(limits());
    settings.putAll(smallness());
    return settings;
  }

  private static Map<String, String> place(Path logs, int port, int controllerPort) {
    return Map.of(
        "process.roles", "broker,controller",
        "node.id", "1",
        "log.dirs", logs.toString(),
        "listeners",
            "BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort),
        "advertised.listeners", "BROKER://127.0.0.1:%d".formatted(port),
        "listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name", "BROKER",
        "controller.listener.names", "CONTROLLER",
        // a fixed voter, and not one recorded in the log: its port may differ at each start
        "controller.quorum.voters", "1@127.0.0.1:%d".formatted(controllerPort));
  }

  /// What the controller needs to run by itself, over the settings of the whole node.
  static Map<String, String> controllerAlone(Path logs, int port) {
    return Map.of(
        "process.roles", "controller",
        "log.dirs", logs.toString(),
        "listeners", "CONTROLLER://127.0.0.1:%d".formatted(port),
        "controller.quorum.voters", "1@127.0.0.1:%d".formatted(port));
  }

  /// A killed instance's partitions and transactions are free for the next one after seconds.
  private static Map<String, String> quickTakeover() {
    return Map.of(
        "group.consumer.session.timeout.ms", Integer.toString(SESSION_MS),
        "group.consumer.min.session.timeout.ms", Integer.toString(SESSION_MS),
        "group.consumer.heartbeat.interval.ms", Integer.toString(HEARTBEAT_MS),
        "group.consumer.min.heartbeat.interval.ms", Integer.toString(HEARTBEAT_MS),
        "group.consumer.assignors", "uniform,range",
        "group.min.session.timeout.ms", Integer.toString(SESSION_MS),
        "group.initial.rebalance.delay.ms", "0",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
  }

  private static Map<String, String> limits() {
    return Map.of(
        "message.max.bytes", Integer.toString(LARGEST_BATCH),
        "replica.fetch.max.bytes", Integer.toString(LARGEST_BATCH),
        "auto.create.topics.enable", "false",
        "offsets.retention.minutes", Long.toString(Duration.ofDays(31).toMinutes()));
  }

  /// One node on a laptop: no replicas, few internal partitions, small buffers, quick start.
  private static Map<String, String> smallness() {
    return Map.ofEntries(
        Map.entry("default.replication.factor", "1"),
        Map.entry("min.insync.replicas", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"),
        Map.entry("background.threads", "2"),
        Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024)),
        Map.entry("log.index.size.max.bytes", Integer.toString(1024 * 1024)),
        // An only broker has nobody to hand its partitions to: it would only leave them without a
        // leader while transactions are ended (see StaleRegistration). For the same reason it must
        // not lose its session by a pause.
        Map.entry("controlled.shutdown.enable", "false"),
        Map.entry("broker.session.timeout.ms", "60000"),
        Map.entry("broker.heartbeat.interval.ms", "500"));
  }
}
