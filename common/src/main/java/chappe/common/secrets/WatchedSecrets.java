// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.secrets;

import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.common.settings.SettingsException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The secrets of one service while it runs. Once a second their files are read anew: every
/// [Secret] that the service holds follows, and whoever asked to hear of a change is told. One that
/// is gone or wrong stays as it was, with one WARN line. Once an hour their ages are measured.
/// Thread-safe.
public final class WatchedSecrets implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WatchedSecrets.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration LAST_STEP = Duration.ofSeconds(3);

  private final Settings settings;
  private final SecretRegistry registry;
  private final SecretAges ages;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread loop;
  private String trouble = "";

  private WatchedSecrets(
      Settings settings, SecretRegistry registry, SecretAges ages, Supervisor supervisor) {
    this.settings = settings;
    this.registry = registry;
    this.ages = ages;
    this.loop = Thread.ofVirtual().name("secrets").start(supervisor.watched("secrets", this::run));
  }

  /// Starts watching.
  ///
  /// @param settings that the service's records were read from
  /// @param declared those records
  /// @param service such as `sender`
  /// @param nanos a monotonic clock in nanoseconds
  public static WatchedSecrets start(
      Settings settings,
      List<Class<? extends Record>> declared,
      String service,
      Metrics metrics,
      LongSupplier nanos,
      Supervisor supervisor) {
    var registry =
        new SecretRegistry(
            settings,
            settings.secretNames(declared),
            InstantSource.system(),
            SecretRegistry.INTERVAL);
    return new WatchedSecrets(
        settings, registry, new SecretAges(registry, service, metrics, nanos), supervisor);
  }

  /// Calls back with the old and the new value when a secret has changed, on a thread of its own
  /// kind: a slow listener delays the next look, one that throws is an ERROR line.
  ///
  /// @throws IllegalArgumentException for a name that is not set
  public void onRotation(String name, BiConsumer<Secret, Secret> listener) {
    registry.onRotation(
        name,
        (before, now) -> {
          try {
            listener.accept(before, now);
          } catch (RuntimeException e) {
            log.atError().setCause(e).addKeyValue("name", name).log("a secret's listener failed");
          }
        });
  }

  private void run() {
    try {
      do {
        runOnce();
      } while (!stopped.await(PERIOD.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException _) {
      // closing breaks a listener off
      Thread.currentThread().interrupt();
    }
  }

  private void runOnce() {
    try {
      warn(String.join("; ", settings.refreshSecrets()));
      registry.look();
      ages.look();
    } catch (SettingsException e) {
      warn(String.valueOf(e.getMessage()));
    }
  }

  /// One line when a trouble begins or changes, none while it lasts.
  private void warn(String reason) {
    if (!reason.equals(trouble) && !reason.isEmpty()) {
      log.warn("a secret stays as it was: {}", reason);
    }
    trouble = reason;
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      if (!loop.join(LAST_STEP)) {
        loop.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
