// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The faults that are switched on, in the order of their switching on; each ends after its count.
/// Thread-safe.
public final class Faults {
  private volatile List<Fault> active = List.of();

  public synchronized void add(Fault fault) {
    List<Fault> more = new ArrayList<>(active);
    more.add(fault);
    active = List.copyOf(more);
  }

  public synchronized void clear() {
    active = List.of();
  }

  public List<Fault> active() {
    return active;
  }

  /// The fault that this call meets, counted down.
  public Optional<Fault> take(long bot, String method, String chat) {
    return active.isEmpty()
        ? Optional.empty()
        : takeOne(bot, method.toLowerCase(Locale.ROOT), chat);
  }

  private synchronized Optional<Fault> takeOne(long bot, String method, String chat) {
    Optional<Fault> met =
        active.stream().filter(fault -> fault.meets(bot, method, chat)).findFirst();
    met.ifPresent(this::countDown);
    return met;
  }

  private void countDown(Fault fault) {
    List<Fault> left = new ArrayList<>(active);
    int place = left.indexOf(fault);
    if (fault.count() == 1) {
      left.remove(place);
    } else {
      left.set(place, fault.times(fault.count() - 1));
    }
    active = List.copyOf(left);
  }
}
