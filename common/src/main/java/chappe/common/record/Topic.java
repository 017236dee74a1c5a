// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

/// The closed list of topics of one deployment (DESIGN: records on the wire). Those of a service
/// (`chappe.dead.*`, `chappe.retry.*`) are named by [#dead] and [#retry]. Immutable.
public enum Topic {
  UPDATES("chappe.updates"),
  EVENTS("chappe.events"),
  OUTBOUND_URGENT("chappe.outbound.urgent"),
  OUTBOUND_REPLY("chappe.outbound.reply"),
  OUTBOUND_BULK("chappe.outbound.bulk"),
  RESULTS("chappe.results"),
  SCHEDULES("chappe.schedules"),
  INVOICES("chappe.invoices"),
  CHECKS("chappe.checks"),
  VERDICTS("chappe.verdicts"),
  SESSIONS("chappe.sessions"),
  STATS("chappe.stats"),
  BOTS("chappe.bots");

  /// How the names of topics begin that hold dead letters sent again.
  public static final String RETRY = "chappe.retry.";

  private final String topicName;

  Topic(String topicName) {
    this.topicName = topicName;
  }

  /// The name on the broker, such as `chappe.updates`.
  public String topicName() {
    return topicName;
  }

  /// The dead letters of a service: the records as consumed, and what went wrong in headers.
  public static String dead(String service) {
    return "chappe.dead." + service;
  }

  /// Dead letters sent again, read by that service only.
  public static String retry(String service) {
    return RETRY + service;
  }
}
