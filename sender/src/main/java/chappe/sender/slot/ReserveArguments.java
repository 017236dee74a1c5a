// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender.slot;

import java.util.ArrayList;
import java.util.List;

/// A batch as the script takes it. Confined to one call.
final class ReserveArguments {
  private final List<Object> keys = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  ReserveArguments(Batch batch) {
    var names = Keys.of(batch.bot());
    keys.add(names.times());
    keys.add(names.pause(""));
    keys.add(names.leases() + batch.owner());
    for (Request request : batch.requests()) {
      // a hash is nothing to a script that reads texts
      String none = names.times();
      boolean placed = !request.chat().isEmpty();
      keys.add(request.marked() ? names.mark(request.id()) : none);
      keys.add(request.chatCost() > 0 ? names.chat(request.account()) : none);
      keys.add(placed ? names.pause(request.chat()) : none);
      keys.add(placed ? names.parked(request.chat(), request.rank()) : none);
    }
    var limit = batch.limit();
    add(batch.owner());
    add(batch.lease());
    add(limit.mode());
    add(limit.interval());
    add(limit.replyInterval());
    add(limit.paidInterval());
    add(limit.horizon());
    add(batch.floor());
    add(names.leases());
    add(batch.requests().size());
    batch.requests().forEach(it -> add(it, batch, names));
  }

  private void add(Request request, Batch batch, Keys names) {
    add(request.rank());
    add(request.botCost());
    add(request.chatCost());
    add(request.limit().interval());
    add(request.limit().burst());
    add(
        (request.marked() ? "m" : "")
            + (request.paid() ? "p" : "")
            + (request.repeat() ? "r" : "")
            + (request.released() ? "l" : ""));
    var takeover = batch.takeovers().get(request.id());
    if (takeover == null) {
      add("");
    } else {
      keys.add(names.chat(takeover.account()));
      add(keys.size() + ":" + takeover.slot() + ":" + takeover.chatTime());
    }
  }

  private void add(Object value) {
    values.add(value.toString());
  }

  List<Object> keys() {
    return keys;
  }

  Object[] values() {
    return values.toArray();
  }
}
