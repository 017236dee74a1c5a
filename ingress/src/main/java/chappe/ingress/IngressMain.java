// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress;

import chappe.common.bots.AnnouncedBots;
import chappe.common.database.Database;
import chappe.common.database.InstanceLock;
import chappe.common.http.Health;
import chappe.common.lifecycle.Check;
import chappe.common.lifecycle.Closer;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.record.Topic;
import chappe.common.secrets.WatchedSecrets;
import chappe.common.settings.Settings;
import chappe.common.telegram.BotApi;
import chappe.ingress.health.KafkaReady;
import chappe.ingress.update.UpdateLog;
import chappe.ingress.update.WantedKinds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ingress, wired by hand.
public final class IngressMain {
  private static final Logger log = LoggerFactory.getLogger(IngressMain.class);

  static final String NAME = "ingress";

  /// How long Kafka may take to acknowledge before the answer is 503.
  private static final Duration DELIVERY = Duration.ofSeconds(8);

  /// A request that Kafka keeps waiting to the last is answered all the same.
  static final Duration DRAIN = DELIVERY.plusSeconds(1);

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
    return Closer.opening(closer -> open(closer, settings, ours, supervisor));
  }

  private static Service open(
      Closer closer, Settings settings, IngressSettings ours, Supervisor supervisor) {
    var lock =
        closer.add(
            "instance name",
            InstanceLock.take(
                ours.database(),
                ours.general().environment(),
                NAME,
                ours.general().instanceName(),
                supervisor));
    var client = NAME + "." + lock.instance();
    var metrics = new Metrics(NAME);
    closer.add(
        "secrets",
        WatchedSecrets.start(
            settings, List.of(IngressSettings.class), NAME, metrics, System::nanoTime, supervisor));
    var kafka = ours.kafka().clients();
    var admin = closer.add("admin client", kafka.admin(client));
    var producer = kafka.gatheringProducer(client, DELIVERY);
    closer.add("producer", DELIVERY.plusSeconds(2), () -> producer.close(DELIVERY));
    warm(producer);
    var stopping = new AtomicBoolean();
    var health =
        new Health()
            .live("loops", supervisor::check)
            .ready("kafka", new KafkaReady(admin, TOPICS)::check)
            .ready("stop", () -> stopping(stopping));
    var parts =
        new Parts(
            settings,
            ours,
            lock.instance(),
            new UpdateLog(producer, lock.instance(), InstantSource.system(), metrics),
            new WantedKinds(
                closer.add(
                    "announced bots", AnnouncedBots.follow(kafka, client + ".bots", supervisor)),
                ours.payments().enabled()),
            closer.add("database", Database.open(ours.database(), NAME)),
            closer.add(
                "Bot API client",
                new BotApi(ours.telegram().apiUrl(), ours.calls(), System::nanoTime)),
            supervisor,
            metrics);
    var server =
        switch (ours.telegram().mode()) {
          case WEBHOOK -> WebhookMode.open(closer, parts, health);
          case POLLING -> {
            var listening = parts.serve(closer, health, _ -> {});
            closer.add("pollers", parts.poll());
            yield listening;
          }
        };
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
