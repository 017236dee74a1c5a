// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.bots.AnnouncedBots;
import chappe.common.consumer.ConsumerOptions;
import chappe.common.consumer.KeyedConsumer;
import chappe.common.consumer.Storage;
import chappe.common.database.Database;
import chappe.common.database.InstanceLock;
import chappe.common.http.Health;
import chappe.common.http.ServerOptions;
import chappe.common.http.ServiceServer;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaSetupException;
import chappe.common.lifecycle.CannotStart;
import chappe.common.lifecycle.Closer;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.people.StoredPeople;
import chappe.common.record.Topic;
import chappe.common.settings.Settings;
import chappe.common.telegram.BotApi;
import chappe.payments.ledger.Books;
import chappe.payments.ledger.Persistence;
import chappe.payments.order.InvoiceRules;
import chappe.payments.order.ProviderSignature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ServiceLoader;

/// The payments, wired by hand.
public final class PaymentsMain {
  private static final String NAME = "payments";

  /// The consumer drains for 5 s, then commits and leaves.
  private static final Duration CONSUMER_STOP = Duration.ofSeconds(9);

  private static final Duration ANNOUNCED = Duration.ofSeconds(30);

  private static final Duration DELIVERY = Duration.ofSeconds(5);

  private PaymentsMain() {}

  /// Starts the service. Closed, it takes no more records, lets those that are being booked end,
  /// commits and lets go.
  ///
  /// @param supervisor hears of a loop that died
  /// @throws CannotStart where a person can cure it
  /// @throws chappe.common.kafka.KafkaSetupException where Kafka is away or a topic is missing
  public static Service start(Settings settings, Supervisor supervisor) {
    var ours = settings.read(PaymentsSettings.class);
    if (!ours.payment().enabled()) {
      throw new CannotStart("❌ ENABLE_PAYMENTS is false: set it to sell with this line's bots.");
    }
    return Closer.opening(closer -> open(closer, ours, supervisor));
  }

  private static Service open(Closer closer, PaymentsSettings settings, Supervisor supervisor)
      throws InterruptedException {
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
    var clients = settings.kafka().clients();
    var client = "chappe-payments-" + lock.instance();
    var shop = shop(closer, settings, supervisor, database, metrics, client);
    var producer = closer.add("producer", clients.producer(client + "-outbox", DELIVERY));
    var publisher = new Publisher(shop.books(), producer, shop.clock());
    var publishing = closer.add("outbox", Loop.start("outbox", publisher::runOnce, supervisor));
    var api =
        closer.add(
            "Bot API client",
            new BotApi(settings.telegram().apiUrl(), settings.calls(), System::nanoTime));
    var refunds =
        new Refunds(
            shop,
            (seller, method, params) -> api.call(seller.token(), method, params),
            publishing::wake);
    var refunding = closer.add("refunds", Loop.start("refunds", refunds::runOnce, supervisor));
    var deadlines = new Deadlines(shop.books(), shop.metrics(), publishing::wake);
    closer.add("deadlines", Loop.start("deadlines", deadlines::runOnce, supervisor));
    var rules = new InvoiceRules(settings.payment().providerToken().isPresent());
    var handler =
        new PaymentsHandler(
            shop,
            new CheckoutDesk(shop),
            new Cashier(shop, settings.payment().refundFlagged()),
            new InvoiceDesk(shop, rules, refunding::wake));
    var consumer =
        closer.add(
            "consumer",
            CONSUMER_STOP,
            KeyedConsumer.start(
                ConsumerOptions.transactional(Group.payments(), lock.instance())
                    .with(settings.consumer().limits()),
                handler,
                new KeyedConsumer.Surroundings(
                    clients,
                    metrics,
                    shop.clock(),
                    System::nanoTime,
                    supervisor,
                    new Storage.None())));
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
                    NAME, settings.general().bindAddress(), "PAYMENTS_PORT", settings.port()),
                health,
                metrics,
                _ -> {}));
    return new Payments(closer, server.port());
  }

  /// Before that it is not known who wants to be asked about a payment.
  private static void awaitKnown(AnnouncedBots announced) throws InterruptedException {
    if (!announced.awaitKnown(ANNOUNCED)) {
      throw new KafkaSetupException(
          Topic.BOTS.topicName() + " could not be read within " + ANNOUNCED.toSeconds() + " s");
    }
  }

  private static Shop shop(
      Closer closer,
      PaymentsSettings settings,
      Supervisor supervisor,
      Database database,
      Metrics metrics,
      String client)
      throws InterruptedException {
    var people =
        closer.add(
            "people",
            new StoredPeople(
                database.jdbi(), System::nanoTime, cause -> supervisor.failed("people", cause)));
    var announced =
        closer.add(
            "announcements",
            AnnouncedBots.follow(settings.kafka().clients(), client + "-bots", supervisor));
    awaitKnown(announced);
    return new Shop(
        Seller.all(settings.bots().bots(), settings.payment()),
        new Books(database.jdbi(), InstantSource.system()),
        new Persistence(System::nanoTime),
        people,
        announced::of,
        ServiceLoader.load(ProviderSignature.class).findFirst().orElse(ProviderSignature.DEFAULT),
        new PaymentsMetrics(metrics),
        InstantSource.system());
  }

  private record Payments(Closer closer, int port) implements Service {
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
