// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.lifecycle.CannotStart;
import chappe.common.lifecycle.Service;
import chappe.common.lifecycle.Supervisor;
import chappe.common.settings.Settings;
import chappe.dispatcher.DispatcherMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A dispatcher that is started anew when the jars of its bots have changed and can be loaded. What
/// was sent to the bots meanwhile waits in Kafka. Thread-safe.
final class WatchedDispatcher implements Service {
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final Settings settings;
  private final Path bots;
  private final Supervisor supervisor;
  private final Terminal terminal;
  private final ScheduledExecutorService watching =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("bot-watch").factory());
  private final int port;
  private Optional<Service> running;
  private JarStamps known;
  private JarStamps before;

  private WatchedDispatcher(
      Settings settings, Path bots, Supervisor supervisor, Terminal terminal, JarStamps stamps) {
    this.bots = bots;
    this.supervisor = supervisor;
    this.terminal = terminal;
    Service first = DispatcherMain.start(settings, Optional.of(bots), supervisor);
    Loaded.warn(settings);
    this.running = Optional.of(first);
    this.port = first.port();
    // A free port that was taken once stays the same.
    this.settings = settings.with(Map.of("DISPATCHER_PORT", Integer.toString(port)));
    this.known = stamps;
    this.before = stamps;
  }

  /// Starts the dispatcher; see [DispatcherMain#start].
  static WatchedDispatcher start(
      Settings settings, Path bots, Supervisor supervisor, Terminal terminal) {
    // Looked at before the jars are loaded: a change in between is noticed.
    var watched = new WatchedDispatcher(settings, bots, supervisor, terminal, JarStamps.of(bots));
    var _ =
        watched.watching.scheduleWithFixedDelay(
            watched::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return watched;
  }

  /// One look: a change counts once it has lasted from one look to the next, since a build writes a
  /// jar in several steps.
  private synchronized void look() {
    JarStamps now = JarStamps.of(bots);
    boolean settled = now.equals(before);
    before = now;
    if (settled && !now.equals(known) && !watching.isShutdown()) {
      known = now;
      renew();
    }
  }

  private void renew() {
    try {
      DispatcherMain.check(bots);
    } catch (CannotStart e) {
      terminal.err().println("⚠️ The changed bot is not taken, the old one goes on: " + reason(e));
      return;
    }
    terminal.err().println("The bot has changed …");
    running.ifPresent(Service::close);
    running = Optional.empty();
    try {
      running = Optional.of(DispatcherMain.start(settings, Optional.of(bots), supervisor));
      terminal.err().println("✅ The bot runs anew.");
    } catch (CannotStart e) {
      terminal.err().println("❌ The changed bot does not run; change it once more: " + reason(e));
    } catch (RuntimeException e) {
      supervisor.failed("bot watch", e);
    }
  }

  private static String reason(CannotStart e) {
    return String.valueOf(e.getMessage());
  }

  @Override
  public String name() {
    return "dispatcher";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    watching.shutdown();
    synchronized (this) {
      running.ifPresent(Service::close);
      running = Optional.empty();
    }
  }
}
