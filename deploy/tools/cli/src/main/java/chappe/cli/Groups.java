// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.kafka.Group;
import chappe.common.lifecycle.CannotStart;

/// Finds a group by its id.
final class Groups {
  private static final String DISPATCHER = "chappe.dispatcher.";

  private Groups() {}

  static Group named(String id) {
    if (id.startsWith(DISPATCHER) && id.length() > DISPATCHER.length()) {
      return Group.dispatcher(id.substring(DISPATCHER.length()));
    }
    if (id.equals(Group.sender().id())) {
      return Group.sender();
    }
    if (id.equals(Group.scheduler().id())) {
      return Group.scheduler();
    }
    if (id.equals(Group.payments().id())) {
      return Group.payments();
    }
    throw new CannotStart(
        "❌ --group %s: there are chappe.dispatcher.NAME, %s, %s and %s."
            .formatted(id, Group.sender().id(), Group.scheduler().id(), Group.payments().id()));
  }
}
