// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler;

import chappe.common.database.Database;
import chappe.common.database.InstanceLock;
import chappe.common.http.BearerToken;
import chappe.common.http.Health;
import chappe.common.http.ServerOptions;
import chappe.common.http.ServiceServer;
import chappe.common.lifecycle.Closer;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.settings.Settings;
import chappe.scheduler.bots.Reconciler;
import chappe.scheduler.command.Commands;
import chappe.scheduler.firing.Ahead;
import chappe.scheduler.firing.Clocks;
import chappe.scheduler.firing.Firing;
import chappe.scheduler.firing.FiringMetrics;
import chappe.scheduler.firing.Loop;
import chappe.scheduler.firing.Membership;
import chappe.scheduler.rest.JobRoutes;
import chappe.scheduler.store.Instances;
import chappe.scheduler.store.JobStore;
import chappe.scheduler.store.Watermarks;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.Producer;

/// The scheduler, wired by hand.
public final class SchedulerMain {
  private static final String NAME = "scheduler";

  /// How long a record may wait for its acknowledgement before it is sent again.
  private static final Duration DELIVERY = Duration.ofSeconds(10);

  /// Each of its parts ends what it has begun.
  private static final Duration FIRING_STOP = Duration.ofSeconds(8);

  private static final Duration COMMANDS_STOP = Duration.ofSeconds(10);

  private SchedulerMain() {}

  /// Starts the service: it fires as soon as the database answers, and takes commands as soon as
  /// its partitions are here. Closed, it takes no more, ends what it has begun, and gives the jobs
  /// that it holds back.
  ///
  /// @param supervisor hears of a loop that died
  /// @throws chappe.common.lifecycle.CannotStart where a person can cure it
  /// @throws chappe.common.kafka.KafkaSetupException where Kafka is away or a topic is missing
  public static Service start(Settings settings, Supervisor supervisor) {
    var ours = settings.read(SchedulerSettings.class);
    return Closer.opening(closer -> open(closer, ours, supervisor));
  }

  private static Service open(Closer closer, SchedulerSettings settings, Supervisor supervisor) {
    var clocks = new Clocks(InstantSource.system(), System::nanoTime);
    var lock =
        closer.add(
            "instance name",
            InstanceLock.take(
                settings.database(),
                settings.general().environment(),
                NAME,
                settings.general().instanceName(),
                supervisor));
    var metrics = new Metrics(NAME);
    var database = closer.add("database", Database.open(settings.database(), NAME));
    var watermarks = new Watermarks(database.jdbi());
    var store = new JobStore(database.jdbi(), watermarks, settings.jobsPerChat());
    var producer =
        closer.add("producer", settings.kafka().clients().producer("chappe-scheduler", DELIVERY));
    var health =
        new Health()
            .live("loops", supervisor::check)
            .ready("instance name", lock::check)
            .ready("database", database::check);
    var routes = new JobRoutes(producer, store, clocks.wall());
    var server =
        closer.add(
            "server",
            ServiceServer.start(
                new ServerOptions(
                    NAME, settings.general().bindAddress(), "SCHEDULER_PORT", settings.port()),
                health,
                metrics,
                it -> routes.add(it, new BearerToken(settings.api().token()))));
    var ahead = new Ahead(clocks.wall());
    var membership =
        new Membership(
            new Instances(database.jdbi()),
            store,
            lock.instance(),
            ahead,
            clocks.wall(),
            clocks.nanos());
    closer.add(
        "firing",
        FIRING_STOP,
        new Firing(
            new Firing.Surroundings(
                store,
                membership,
                ahead,
                producer,
                new FiringMetrics(metrics),
                supervisor,
                clocks)));
    var consumer =
        closer
            .add(
                "commands",
                COMMANDS_STOP,
                Commands.start(
                    lock.instance(),
                    settings.consumer().limits(),
                    new Commands.Surroundings(
                        settings.kafka().clients(),
                        store,
                        watermarks,
                        membership,
                        ahead,
                        metrics,
                        supervisor,
                        clocks)))
            .consumer();
    health.live("consumer", consumer::alive).ready("consumer", consumer::ready);
    reconcile(closer, settings, producer, store, clocks.wall(), supervisor);
    return new Scheduler(closer, server.port());
  }

  private static void reconcile(
      Closer closer,
      SchedulerSettings settings,
      Producer<String, byte[]> producer,
      JobStore store,
      InstantSource clock,
      Supervisor supervisor) {
    var reader = closer.add("reader", settings.kafka().clients().reader("chappe-scheduler-bots"));
    closer.add(
        "reconciler",
        Loop.start("bots", supervisor, new Reconciler(reader, producer, store, clock)));
  }

  private record Scheduler(Closer closer, int port) implements Service {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public void close() {
      closer.close();
    }
  }
}
