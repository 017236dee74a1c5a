// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.polling;

import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.ingress.update.UpdateLog;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pollers of one instance: of each bot whose lease it has, a thread each. A lease is renewed
/// every second and lasts for six, so a killed instance's bots are polled elsewhere within seven.
/// Where the database is away nothing changes: who polls goes on, and nobody else can begin.
/// Closing stops the pollers and gives the leases back; a call under way is broken off, which
/// confirms nothing. Thread-safe.
public final class Pollers implements AutoCloseable {
  static final Duration RENEWAL = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(Pollers.class);
  private static final Duration LAST_STEP = Duration.ofSeconds(3);

  private final Map<String, UpdateSource> sources;
  private final List<String> bots;
  private final Leases leases;
  private final UpdateLog updates;
  private final Supervisor supervisor;
  private final Gauge polls;
  private final Stop stop = new Stop();
  private final Map<String, Running> running = new HashMap<>();
  private final Thread loop;
  private boolean databaseAway;

  private record Running(Thread thread, Stop stop) {
    void end() {
      stop.request();
      thread.interrupt();
    }
  }

  /// Starts polling.
  ///
  /// @param sources where each bot's updates come from
  Pollers(
      Map<String, UpdateSource> sources,
      Leases leases,
      UpdateLog updates,
      Supervisor supervisor,
      Metrics metrics) {
    this.sources = Map.copyOf(sources);
    this.bots = List.copyOf(sources.keySet());
    this.leases = leases;
    this.updates = updates;
    this.supervisor = supervisor;
    this.polls =
        metrics.gauge("chappe_ingress_polls", "Whether this instance polls the bot.", "bot");
    this.loop =
        Thread.ofVirtual().name("leases").start(supervisor.watched("poller leases", this::run));
  }

  private void run() {
    try {
      do {
        runOnce();
      } while (!stop.within(RENEWAL));
    } catch (InterruptedException _) {
      // only a closing that takes too long interrupts
      Thread.currentThread().interrupt();
    }
  }

  private void runOnce() {
    try {
      var ours = leases.take(bots);
      databaseAway = false;
      sources.forEach((bot, source) -> poll(bot, source, ours));
    } catch (JdbiException e) {
      if (!databaseAway) {
        log.warn("the database is away: who polls which bot stays as it is", e);
      }
      databaseAway = true;
    }
  }

  private synchronized void poll(String bot, UpdateSource source, Set<String> ours) {
    var present = running.get(bot);
    if (ours.contains(bot) && present == null && !stop.requested()) {
      var own = new Stop();
      var name = "poller-" + bot;
      var poller = supervisor.watched(name, new Poller(bot, source, updates, own));
      running.put(bot, new Running(Thread.ofVirtual().name(name).start(poller), own));
      polls.labels(bot).set(1);
      log.info("bot {}: polled by this instance", bot);
    } else if (!ours.contains(bot) && present != null) {
      log.warn("bot {}: another instance polls it now", bot);
      running.remove(bot);
      polls.labels(bot).set(0);
      present.end();
    }
  }

  @Override
  public void close() {
    stop.request();
    try {
      loop.join(LAST_STEP);
      List<Running> ending = all();
      ending.forEach(Running::end);
      for (var one : ending) {
        one.thread.join(LAST_STEP);
      }
      leases.giveBack(bots);
    } catch (InterruptedException _) {
      // the closer's bound is over: the threads are interrupted and end by themselves
      Thread.currentThread().interrupt();
    } catch (JdbiException e) {
      log.debug("leases not given back; they end by themselves", e);
    }
  }

  private synchronized List<Running> all() {
    return List.copyOf(running.values());
  }
}
