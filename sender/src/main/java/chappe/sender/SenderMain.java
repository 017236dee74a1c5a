// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.claim.ClaimedFiles;
import chappe.common.consumer.ConsumerOptions;
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
import chappe.common.people.Audience;
import chappe.common.redis.Redis;
import chappe.common.secrets.WatchedSecrets;
import chappe.common.settings.BotSettings;
import chappe.common.settings.Settings;
import chappe.common.telegram.BotApi;
import chappe.common.telegram.Breakers;
import chappe.sender.broadcast.Broadcasts;
import chappe.sender.broadcast.Feeder;
import chappe.sender.slot.SlotMetrics;
import chappe.sender.slot.SlotOptions;
import chappe.sender.slot.Slots;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sender, wired by hand.
public final class SenderMain {
  private static final String NAME = Lane.SERVICE;
  private static final Logger log = LoggerFactory.getLogger(SenderMain.class);

  /// The consumer drains for 5 s, then commits and leaves.
  private static final Duration CONSUMER_STOP = Duration.ofSeconds(9);

  /// How long Kafka may take for what a broadcast is fed with.
  private static final Duration FEEDING = Duration.ofSeconds(20);

  private SenderMain() {}

  /// Starts the service: it takes commands as soon as its partitions are here. Closed, it takes no
  /// more, lets calls under way end for 5 s, leaves commands that wait for the next start, commits
  /// and lets go.
  ///
  /// @param supervisor hears of a consumer that died
  /// @throws chappe.common.lifecycle.CannotStart where a person can cure it
  /// @throws chappe.common.kafka.KafkaSetupException where Kafka is away or a topic is missing
  public static Service start(Settings settings, Supervisor supervisor) {
    var ours = settings.read(SenderSettings.class);
    return Closer.opening(closer -> open(closer, settings, ours, supervisor));
  }

  private static Service open(
      Closer closer, Settings all, SenderSettings settings, Supervisor supervisor) {
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
    closer.add(
        "secrets",
        WatchedSecrets.start(
            all, List.of(SenderSettings.class), NAME, metrics, System::nanoTime, supervisor));
    var health = new Health().live("loops", supervisor::check).ready("instance name", lock::check);
    var server =
        closer.add(
            "server",
            ServiceServer.start(
                new ServerOptions(
                    NAME, settings.general().bindAddress(), "SENDER_PORT", settings.port()),
                health,
                metrics,
                _ -> {}));
    var database = closer.add("database", Database.open(settings.database(), NAME));
    var files =
        closer.add("files", Files.start(new ClaimedFiles(database.jdbi(), InstantSource.system())));
    var api =
        closer.add(
            "Bot API client",
            new BotApi(settings.telegram().apiUrl(), settings.calls(), System::nanoTime));
    closer.add(
        "feeder",
        Feeder.start(
            new Broadcasts(database.jdbi()),
            new Audience(database.jdbi()),
            settings.kafka().clients().producer(NAME + "-feeder", FEEDING),
            Math.max(settings.rate(), settings.paidRate()),
            InstantSource.system()));
    var slots = closer.add("slots", slots(settings, lock.instance(), metrics));
    var consumer =
        closer.add(
            "consumer",
            CONSUMER_STOP,
            KeyedConsumer.start(
                ConsumerOptions.plain(Group.sender(), lock.instance())
                    .with(settings.consumer().limits()),
                handler(settings, api, files, slots, database, metrics),
                new KeyedConsumer.Surroundings(
                    settings.kafka().clients(),
                    metrics,
                    InstantSource.system(),
                    System::nanoTime,
                    supervisor,
                    new Storage.None())));
    health.live("consumer", consumer::alive).ready("consumer", consumer::ready);
    return new Sender(closer, server.port());
  }

  private static Slots slots(SenderSettings settings, String instance, Metrics metrics) {
    var options =
        new SlotOptions(settings.limit(), instance + "@" + UUID.randomUUID(), SlotOptions.LEASE);
    var counted = new SlotMetrics(metrics);
    var url = settings.redis().url();
    if (url.isPresent()) {
      return Slots.shared(Redis.open(url.get(), NAME), options, counted, System::nanoTime);
    }
    log.warn(
        "No REDIS_URL: limits are kept by this sender alone, and after a crash nobody knows what"
            + " was sent. Run one sender only.");
    return Slots.alone(options, counted, System::nanoTime);
  }

  private static CommandHandler handler(
      SenderSettings settings,
      BotApi api,
      Files files,
      Slots slots,
      Database database,
      Metrics metrics) {
    var counted = new SenderMetrics(metrics.registry());
    var tokens =
        settings.bots().bots().stream()
            .collect(Collectors.toMap(BotSettings::name, BotSettings::token));
    var bounded =
        new BoundedTelegram(
            api,
            new Breakers(
                metrics.gauge(
                    "chappe_sender_breaker", "circuit breakers by their state", "bot", "state"),
                settings.calls().breakerPause()),
            files,
            tokens,
            settings.callsPerLane(),
            counted,
            new BoundedTelegram.Clocks(InstantSource.system(), System::nanoTime));
    var unknowns =
        new Unknowns(
            database.jdbi(),
            InstantSource.system(),
            metrics.counter(
                "chappe_sender_unknown_total",
                "calls that Telegram may have carried out although nobody knows",
                "bot",
                "policy"));
    var backlog = new Backlog();
    var limited =
        new LimitedTelegram(
            bounded, slots, backlog, unknowns, settings.paidRate() > 0, InstantSource.system());
    var waiter = new Waiter.UntilStopped();
    var delivery =
        new Delivery(
            new ProviderToken(limited, settings.payment().providerToken()),
            waiter,
            InstantSource.system(),
            () -> ThreadLocalRandom.current().nextDouble());
    var campaigns = new Campaigns(new Broadcasts(database.jdbi()), waiter);
    return new CommandHandler(delivery, waiter, files, slots, campaigns, backlog, counted);
  }

  private record Sender(Closer closer, int port) implements Service {
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
