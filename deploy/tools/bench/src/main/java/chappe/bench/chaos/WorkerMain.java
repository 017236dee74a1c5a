// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import chappe.common.consumer.ConsumerOptions;
import chappe.common.consumer.KeyedConsumer;
import chappe.common.consumer.Storage;
import chappe.common.database.Database;
import chappe.common.kafka.KafkaClients;
import chappe.common.lifecycle.RunUntilStopped;
import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// One worker's process.
final class WorkerMain {
  private WorkerMain() {}

  /// Works until it is stopped.
  ///
  /// @param arguments the broker's address, the instance's name, the process's own name, the file
  ///   for its report, and the database's address
  public static void main(String[] arguments) {
    Parent.endWith();
    var supervisor = new Supervisor();
    var report = new Report(Path.of(arguments[3]), System::nanoTime);
    KeyedConsumer consumer =
        KeyedConsumer.start(
            options(arguments[1]),
            new Work(report, arguments[2]),
            new KeyedConsumer.Surroundings(
                new KafkaClients(arguments[0]),
                new Metrics("dispatcher"),
                InstantSource.system(),
                System::nanoTime,
                supervisor,
                new Storage.In(Database.open(Line.database(arguments[4]), "dispatcher"))));
    System.out.println(Jvm.READY);
    System.exit(RunUntilStopped.run(consumer, supervisor));
  }

  /// The budget is small, so that a backlog meets it; the drain is shorter than the slowest
  /// handlers, so that some are cut off.
  private static ConsumerOptions options(String instance) {
    return new ConsumerOptions(
        Line.GROUP,
        instance,
        ConsumerOptions.Mode.TRANSACTION,
        ConsumerRecord::key,
        new ConsumerOptions.Retries(3, Duration.ofMillis(50), Duration.ofMillis(200), 0.1),
        new ConsumerOptions.Limits(
            2_000, 64L * 1024 * 1024, 100_000, Duration.ofHours(24), 256 * 1024),
        Duration.ofMillis(500));
  }
}
