// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.claim.ClaimedFiles;
import chappe.common.consumer.ConsumerOptions;
import chappe.common.consumer.ConsumerOptions.Retries;
import chappe.common.consumer.KeyedConsumer;
import chappe.common.consumer.Storage;
import chappe.common.database.Database;
import chappe.common.database.InstanceLock;
import chappe.common.http.Health;
import chappe.common.http.ServerOptions;
import chappe.common.http.ServiceServer;
import chappe.common.kafka.Group;
import chappe.common.lifecycle.Closer;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.people.StoredPeople;
import chappe.common.record.Topic;
import chappe.common.redis.Redis;
import chappe.common.secrets.WatchedSecrets;
import chappe.common.settings.Settings;
import chappe.common.telegram.BotApi;
import chappe.dispatcher.calls.Calls;
import chappe.dispatcher.calls.NetworkTransport;
import chappe.dispatcher.calls.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The dispatcher, wired by hand.
public final class DispatcherMain {
  private static final Logger log = LoggerFactory.getLogger(DispatcherMain.class);

  private static final String NAME = "dispatcher";

  /// Handlers that run when it is closed may still end, then the consumer leaves its group.
  private static final Duration CONSUMER_STOP = Duration.ofSeconds(9);

  /// A person sees the spinner on a pressed button no longer.
  private static final Duration ACKNOWLEDGED_AFTER = Duration.ofSeconds(3);

  private DispatcherMain() {}

  /// Starts the service and returns when it reads. Closed, it stops answering for its health, lets
  /// running handlers end for a while, commits, and leaves its group.
  ///
  /// @param bots a jar or a folder of jars; empty: those on the class path
  /// @param supervisor hears of a loop that died
  /// @throws chappe.common.lifecycle.CannotStart where a person can cure it, a bot that does not
  ///   load or start included
  /// @throws chappe.common.kafka.KafkaSetupException where Kafka is away or a topic is missing
  public static Service start(Settings settings, Optional<Path> bots, Supervisor supervisor) {
    return start(settings, bots, false, supervisor);
  }

  /// The same, and an older build of a bot may take the place of a newer one.
  ///
  /// @param rollback whether what this build needs is announced although a newer one has been
  public static Service start(
      Settings settings, Optional<Path> bots, boolean rollback, Supervisor supervisor) {
    return Closer.opening(
        closer -> {
          var loaded = closer.add("bots", bots.map(Bots::in).orElseGet(Bots::onClassPath));
          var ours = OneReport.read(settings, loaded.all());
          return open(closer, ours, settings, loaded, rollback, supervisor);
        });
  }

  /// Loads bots and lets them go again, so that a mistake shows before a running line is touched.
  ///
  /// @throws chappe.common.lifecycle.CannotStart where one cannot be loaded
  public static void check(Path bots) {
    try {
      Bots.in(bots).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Service open(
      Closer closer,
      DispatcherSettings settings,
      Settings all,
      Bots bots,
      boolean rollback,
      Supervisor supervisor) {
    var clock = InstantSource.system();
    var metrics = new Metrics(NAME);
    var secrets =
        closer.add(
            "secrets",
            WatchedSecrets.start(
                all,
                List.of(DispatcherSettings.class),
                NAME,
                metrics,
                System::nanoTime,
                supervisor));
    var own =
        closer.add(
            "bots' own", new OwnParts(all, Optional.of(settings.database()), secrets::onRotation));
    var api =
        closer.add(
            "Bot API client",
            new BotApi(settings.telegram().apiUrl(), settings.calls(), System::nanoTime));
    var network = closer.add("network", new NetworkTransport());
    var offers =
        new Offers(
            clock,
            new AuthorMetrics(clock, System::nanoTime, metrics),
            new Calls(
                network,
                new Patience(System::nanoTime, Thread::sleep),
                bot -> new BotTelegram(api, bot, settings.token(bot)),
                DispatcherMetrics.breakers(metrics, settings.calls().breakerPause())),
            settings::token,
            own);
    var running =
        RunningBot.start(bots.all(), offers, bot -> Username.of(settings.token(bot), api, clock));
    var lock =
        closer.add(
            "instance name",
            InstanceLock.take(
                settings.database(),
                settings.general().environment(),
                NAME + "." + settings.name(),
                settings.general().instanceName(),
                supervisor));

    var database = closer.add("database", Database.open(settings.database(), NAME));
    var people =
        closer.add(
            "people",
            new StoredPeople(
                database.jdbi(), System::nanoTime, cause -> supervisor.failed("people", cause)));
    var redis =
        settings.redis().url().map(it -> closer.add("Redis", Redis.open(it, NAME))).orElse(null);
    var tools =
        new Toolbox(
            new RedisLimits(redis, System::nanoTime, metrics),
            settings.general().adminChats(),
            new KeptTexts(database.jdbi(), clock),
            System::nanoTime);
    var acknowledgements =
        closer.add(
            "acknowledgements", new Acknowledgements(running.keySet(), clock, ACKNOWLEDGED_AFTER));
    var activeUsers = new ActiveUsers(clock);
    closer.add("active users", ActiveUsersGauge.start(activeUsers, metrics));
    var handler =
        new Dispatcher(
            running,
            new Surroundings(
                clock,
                Thread::sleep,
                settings.maxMessageLength(),
                people,
                settings.general().adminUserIds(),
                offers,
                new ClaimedFiles(database.jdbi(), clock)::put,
                tools),
            new DispatcherMetrics(
                metrics, activeUsers, System::nanoTime, Retries.DEFAULT.attempts()),
            acknowledgements);
    var consumer =
        closer.add(
            "consumer",
            CONSUMER_STOP,
            KeyedConsumer.start(
                ConsumerOptions.transactional(
                        Group.dispatcher(settings.name()),
                        lock.instance(),
                        Set.of(Topic.CHECKS.topicName()))
                    .with(settings.consumer().limits()),
                handler,
                new KeyedConsumer.Surroundings(
                    settings.kafka().clients(),
                    metrics,
                    clock,
                    System::nanoTime,
                    supervisor,
                    new Storage.In(database))));

    new Announcer(settings.kafka().clients(), clock, rollback).announce(running.values());

    var health =
        new Health()
            .live("loops", supervisor::check)
            .live("consumer", consumer::alive)
            .ready("partitions", consumer::ready)
            .ready("database", database::check)
            .ready("instance name", lock::check);
    var server =
        closer.add(
            "server",
            ServiceServer.start(
                new ServerOptions(
                    NAME, settings.general().bindAddress(), "DISPATCHER_PORT", settings.port()),
                health,
                metrics,
                offers.metrics()::routes));
    log.info("running {} from {}", running.keySet(), bots.source());
    return new Running(closer, server.port());
  }

  private record Running(Closer closer, int port) implements Service {
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
