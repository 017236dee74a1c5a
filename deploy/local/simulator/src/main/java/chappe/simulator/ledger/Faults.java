// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.ledger;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;

/// The faults that are switched on, in the order of their switching on; a call meets the first that
/// fits and is drawn. Each ends after its count or its time. Thread-safe.
public final class Faults {
  private final LongSupplier nanos;
  private final List<Running> running = new ArrayList<>();
  private volatile boolean any;

  /// No faults yet.
  ///
  /// @param nanos a monotonic clock
  public Faults(LongSupplier nanos) {
    this.nanos = nanos;
  }

  public synchronized void add(Fault fault) {
    running.add(new Running(fault, nanos.getAsLong()));
    any = true;
  }

  public synchronized void clear() {
    running.clear();
    any = false;
  }

  public synchronized List<Fault> active() {
    running.removeIf(one -> one.over(nanos.getAsLong()));
    return running.stream().map(Running::left).toList();
  }

  /// The fault that this call meets, counted down.
  public Optional<Fault> take(long bot, String method, String chat) {
    return any ? takeOne(bot, method.toLowerCase(Locale.ROOT), chat) : Optional.empty();
  }

  private synchronized Optional<Fault> takeOne(long bot, String method, String chat) {
    long now = nanos.getAsLong();
    Iterator<Running> each = running.iterator();
    while (each.hasNext()) {
      Running one = each.next();
      if (one.over(now)) {
        each.remove();
      } else if (one.fault.meets(bot, method, chat) && one.drawn()) {
        one.met++;
        return Optional.of(one.fault);
      }
    }
    any = !running.isEmpty();
    return Optional.empty();
  }

  /// A fault that is switched on.
  private static final class Running {
    private final Fault fault;
    private final long since;
    private final Random random;
    private int met;

    private Running(Fault fault, long since) {
      this.fault = fault;
      this.since = since;
      this.random = new Random(fault.extent().seed());
    }

    private boolean drawn() {
      double percent = fault.extent().percent();
      return percent >= 100 || random.nextDouble() * 100 < percent;
    }

    private boolean over(long now) {
      long lasting = fault.extent().lasting().toNanos();
      return met >= fault.count() || (lasting > 0 && now - since >= lasting);
    }

    private Fault left() {
      return fault.count() == Extent.ANY ? fault : fault.times(fault.count() - met);
    }
  }
}
