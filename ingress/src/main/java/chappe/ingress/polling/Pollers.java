// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.polling;

import chappe.common.lifecycle.Supervisor;
import chappe.common.settings.BotSettings;
import chappe.common.telegram.BotApi;
import chappe.ingress.update.UpdateLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The pollers of one process, a thread each. Closing stops them: a call under way is broken off,
/// which confirms nothing. Thread-safe.
public final class Pollers implements AutoCloseable {
  private static final Duration LAST_STEP = Duration.ofSeconds(3);

  private final Stop stop = new Stop();
  private final List<Thread> threads = new ArrayList<>();

  /// Starts polling for each bot.
  public Pollers(BotApi api, List<BotSettings> bots, UpdateLog updates, Supervisor supervisor) {
    for (var bot : bots) {
      var poller = new Poller(bot.name(), new GetUpdates(api, bot.token()), updates, stop);
      var name = "poller-" + bot.name();
      threads.add(Thread.ofVirtual().name(name).start(supervisor.watched(name, poller)));
    }
  }

  @Override
  public void close() {
    stop.request();
    threads.forEach(Thread::interrupt);
    try {
      for (var thread : threads) {
        thread.join(LAST_STEP);
      }
    } catch (InterruptedException _) {
      // the closer's bound is over: the threads are interrupted and end by themselves
      Thread.currentThread().interrupt();
    }
  }
}
