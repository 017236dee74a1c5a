// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.record.Topic;
import java.util.Locale;

/// What a command is: it decides with which others it shares its connections. Order holds per chat
/// and lane.
enum Lane {
  /// Calls with a deadline: answers to queries.
  URGENT,
  /// Calls in answer to a person.
  REPLY,
  /// Calls of a broadcast or a campaign.
  BULK,
  /// Records on the retry topic of which nobody knows where they stood first. A dead letter that
  /// was sent again goes by the lane on which it died.
  RETRY;

  static final String SERVICE = "sender";

  /// @throws IllegalArgumentException where it is no topic of the sender
  static Lane of(String topicName) {
    if (topicName.equals(Topic.OUTBOUND_URGENT.topicName())) {
      return URGENT;
    }
    if (topicName.equals(Topic.OUTBOUND_REPLY.topicName())) {
      return REPLY;
    }
    if (topicName.equals(Topic.OUTBOUND_BULK.topicName())) {
      return BULK;
    }
    if (topicName.equals(Topic.retry(SERVICE))) {
      return RETRY;
    }
    throw new IllegalArgumentException("no lane: " + topicName);
  }

  /// As a metric's label, such as `urgent`.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
