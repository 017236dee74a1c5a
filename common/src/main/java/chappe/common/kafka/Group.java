// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.kafka;

import chappe.common.record.Topic;
import java.util.List;

/// A consumer group of the line and the topics that it reads. Immutable.
///
/// @param id the group's id
/// @param service the service that it is, which names its dead letters
/// @param topics names of what it reads
public record Group(String id, String service, List<String> topics) {
  public Group {
    topics = List.copyOf(topics);
  }

  /// The dispatchers of a name: bots deployed apart have names of their own.
  ///
  /// @param name the setting `DISPATCHER_NAME`, `main` by default
  public static Group dispatcher(String name) {
    return new Group(
        "chappe.dispatcher." + name,
        "dispatcher",
        List.of(
            Topic.UPDATES.topicName(),
            Topic.EVENTS.topicName(),
            Topic.CHECKS.topicName(),
            Topic.retry("dispatcher")));
  }

  /// The senders.
  public static Group sender() {
    return new Group(
        "chappe.sender",
        "sender",
        List.of(
            Topic.OUTBOUND_URGENT.topicName(),
            Topic.OUTBOUND_REPLY.topicName(),
            Topic.OUTBOUND_BULK.topicName(),
            Topic.retry("sender")));
  }

  /// The schedulers.
  public static Group scheduler() {
    return new Group(
        "chappe.scheduler",
        "scheduler",
        List.of(Topic.SCHEDULES.topicName(), Topic.retry("scheduler")));
  }

  /// The payments.
  public static Group payments() {
    return new Group(
        "chappe.payments",
        "payments",
        List.of(
            Topic.UPDATES.topicName(),
            Topic.INVOICES.topicName(),
            Topic.VERDICTS.topicName(),
            Topic.retry("payments")));
  }
}
