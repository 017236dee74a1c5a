// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.utils.Time;

/// What the broker's former life left in the cluster's metadata: it still counts as alive and as
/// the leader of everything.
///
/// Its successor would take up the transactions at once, then be let in only when the old session
/// is over, and at that moment its partitions have no leader. Kafka 4.3.1 takes the partitions of a
/// transaction that is being ended for deleted when they have no leader, and writes no markers: the
/// next transaction of the same producer then makes aborted records visible
/// (`KRaftMetadataCache.getPartitionLeaderEndpoint`, `TransactionMarkerChannelManager`). So the old
/// registration is taken back by the controller alone, before the broker starts.
final class StaleRegistration {
  /// By this name its warnings are known, of a controller that is not awake yet.
  private static final String CLIENT = "stale-registration";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private StaleRegistration() {}

  /// Takes it back; blocks for a second or two.
  ///
  /// @param broker the settings with which the broker will start
  static void takeBack(Path logs, Map<String, ?> broker, int node) {
    int port = LoopbackPort.of(0, EmbeddedKafka.SETTING);
    Map<String, Object> settings = new HashMap<>(broker);
    settings.putAll(BrokerSettings.controllerAlone(logs, port));
    settings.remove("advertised.listeners");
    settings.remove("inter.broker.listener.name");
    KafkaRaftServer controller = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    controller.startup();
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG,
                "127.0.0.1:" + port,
                AdminClientConfig.CLIENT_ID_CONFIG,
                CLIENT,
                AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG,
                false))) {
      // until the controller has read its log, it does not even know its version
      if (!Waiter.until(PATIENCE, () -> unregistered(admin, node))) {
        throw new EmbeddedException("Kafka's controller does not answer");
      }
    } finally {
      controller.shutdown();
      controller.awaitShutdown();
    }
  }

  private static boolean unregistered(Admin admin, int node) {
    try {
      admin.unregisterBroker(node).all().get();
      return true;
    } catch (ExecutionException e) {
      return e.getCause() instanceof BrokerIdNotRegisteredException;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("interrupted", e);
    }
  }
}
