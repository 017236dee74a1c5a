// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress;

import chappe.common.database.InstanceLock;
import chappe.common.http.Health;
import chappe.common.http.ServerOptions;
import chappe.common.http.ServiceServer;
import chappe.common.lifecycle.Check;
import chappe.common.lifecycle.Closer;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.record.Topic;
import chappe.common.settings.BotSettings;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.common.settings.TelegramSettings.Mode;
import chappe.common.telegram.BotApi;
import chappe.ingress.health.KafkaReady;
import chappe.ingress.polling.Pollers;
import chappe.ingress.update.UpdateLog;
import chappe.ingress.webhook.Webhook;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ingress, wired by hand.
public final class IngressMain {
  private static final Logger log = LoggerFactory.getLogger(IngressMain.class);

  private static final String NAME = "ingress";

  /// How long Kafka may take to acknowledge before the answer is 503.
  private static final Duration DELIVERY = Duration.ofSeconds(8);

  /// A request that Kafka keeps waiting to the last is answered all the same.
  private static final Duration DRAIN = DELIVERY.plusSeconds(1);

  private static final List<String> TOPICS = List.of(Topic.UPDATES.topicName(), Topic.dead(NAME));

  private IngressMain() {}

  /// Starts the service: listening, and in polling mode polling. Kafka may come later; until then
  /// it is not ready and answers 503. Closed, it first says that it is not ready, then stops
  /// polling, finishes the requests it has and what they sent, and lets go.
  ///
  /// @param supervisor hears of a poller that died, and of a name that was lost
  /// @throws chappe.common.lifecycle.CannotStart where a person can cure it
  public static Service start(Settings settings, Supervisor supervisor) {
    var ours = settings.read(IngressSettings.class);
    return Closer.opening(closer -> open(closer, ours, supervisor));
  }

  private static Service open(Closer closer, IngressSettings settings, Supervisor supervisor) {
    var lock =
        closer.add(
            "instance name",
            InstanceLock.take(
                settings.database(),
                settings.general().environment(),
                NAME,
                settings.general().instanceName(),
                supervisor));
    var instance = lock.instance();
    var client = NAME + "." + instance;
    var metrics = new Metrics(NAME);
    var kafka = settings.kafka().clients();
    var admin = closer.add("admin client", kafka.admin(client));
    var producer = kafka.producer(client, DELIVERY);
    closer.add("producer", DELIVERY.plusSeconds(2), () -> producer.close(DELIVERY));
    warm(producer);
    var updates = new UpdateLog(producer, instance, InstantSource.system(), metrics);

    var stopping = new AtomicBoolean();
    var health =
        new Health()
            .live("loops", supervisor::check)
            .ready("kafka", new KafkaReady(admin, TOPICS)::check)
            .ready("stop", () -> stopping(stopping));
    var server =
        closer.add(
            "server",
            DRAIN.plus(Closer.STEP),
            ServiceServer.start(
                new ServerOptions(
                        NAME, settings.general().bindAddress(), "INGRESS_PORT", settings.port())
                    .drain(DRAIN),
                health,
                metrics,
                routes(settings, updates, metrics)));
    if (settings.telegram().mode() == Mode.POLLING) {
      var api =
          closer.add(
              "Bot API client",
              new BotApi(settings.telegram().apiUrl(), settings.calls(), System::nanoTime));
      closer.add("pollers", new Pollers(api, settings.bots().bots(), updates, supervisor));
    }
    closer.add("readiness", () -> stopping.set(true));
    return new Ingress(closer, server.port());
  }

  /// Fetches the topics' metadata now rather than under the first request.
  private static void warm(Producer<String, byte[]> producer) {
    try {
      TOPICS.forEach(producer::partitionsFor);
    } catch (TimeoutException _) {
      log.warn("Kafka or its topics are not there yet; updates are answered 503 until they are");
    }
  }

  private static Consumer<RoutesConfig> routes(
      IngressSettings settings, UpdateLog updates, Metrics metrics) {
    return switch (settings.telegram().mode()) {
      case WEBHOOK ->
          new Webhook(secrets(settings.bots().bots()), updates, metrics, System::nanoTime)::routes;
      case POLLING -> _ -> {};
    };
  }

  private static Map<String, Secret> secrets(List<BotSettings> bots) {
    Map<String, Secret> secrets = new HashMap<>();
    bots.forEach(bot -> bot.webhookSecret().ifPresent(it -> secrets.put(bot.name(), it)));
    return secrets;
  }

  private static Check stopping(AtomicBoolean stopping) {
    return stopping.get() ? Check.failing("stop", "stopping") : Check.passing("stop");
  }

  private record Ingress(Closer closer, int port) implements Service {
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
