// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.health;

import chappe.common.lifecycle.Check;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Asks Kafka whether it is there and has the topics that the door writes. Thread-safe; does not
/// own the client.
public final class KafkaReady {
  private static final String NAME = "kafka";
  private static final int PATIENCE_MILLIS = 1_500;

  private final Admin admin;
  private final List<String> topics;

  /// @param topics names of the topics that must be there
  public KafkaReady(Admin admin, List<String> topics) {
    this.admin = admin;
    this.topics = List.copyOf(topics);
  }

  /// Blocks for up to 1.5 s.
  public Check check() {
    try {
      var options = new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS);
      admin.describeTopics(topics, options).allTopicNames().get();
      return Check.passing(NAME);
    } catch (ExecutionException e) {
      return Check.failing(
          NAME,
          e.getCause() instanceof UnknownTopicOrPartitionException
              ? "a topic is missing; cure: chappe topics"
              : "no answer from Kafka");
    } catch (InterruptedException _) {
      // whoever asked no longer waits
      Thread.currentThread().interrupt();
      return Check.failing(NAME, "not asked to the end");
    }
  }
}
