// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.secrets;

import chappe.common.lifecycle.Supervisor;
import chappe.common.secrets.Print;
import chappe.common.settings.BotSettings;
import chappe.common.settings.BotsSettings;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import chappe.common.settings.SettingsException;
import chappe.ingress.webhook.Keys;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the webhook secrets anew every second, opens the doors with them, and says so in the
/// database. A secret that cannot be read leaves the one before in place. Where the database is
/// away the doors follow the files all the same; only a rotation waits.
public final class SecretWatch implements AutoCloseable {
  static final Duration PERIOD = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(SecretWatch.class);
  private static final Duration LAST_STEP = Duration.ofSeconds(3);

  private final Settings settings;
  private final Keys keys;
  private final ReadSecrets told;
  private final String instance;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread loop;
  private String trouble = "";

  /// Starts watching.
  ///
  /// @param instance this instance's name
  public SecretWatch(
      Settings settings, Keys keys, ReadSecrets told, String instance, Supervisor supervisor) {
    this.settings = settings;
    this.keys = keys;
    this.told = told;
    this.instance = instance;
    this.loop =
        Thread.ofVirtual()
            .name("secret-watch")
            .start(supervisor.watched("secret watch", this::run));
  }

  /// Opens a bot's door with its secrets as they are now; one without a secret stays shut. The two
  /// secrets change together, and only here: one that followed its file by itself would for a
  /// moment be taken while the one before no longer is.
  ///
  /// @return what opens it
  public static Optional<Keys.Pair> open(Keys keys, BotSettings bot) {
    var pair =
        bot.webhookSecret()
            .map(it -> new Keys.Pair(it.fixed(), bot.previousWebhookSecret().map(Secret::fixed)));
    pair.ifPresent(it -> keys.set(bot.name(), it));
    return pair;
  }

  private void run() {
    try {
      do {
        runOnce();
      } while (!stopped.await(PERIOD.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException _) {
      // only a closing that takes too long interrupts
      Thread.currentThread().interrupt();
    }
  }

  private void runOnce() {
    try {
      var bots = settings.read(BotsSettings.class).bots();
      for (var bot : bots) {
        open(keys, bot).ifPresent(it -> tell(bot.name(), it));
      }
      trouble = "";
    } catch (SettingsException e) {
      warn("the webhook secrets stay as they were: " + e.getMessage());
    } catch (JdbiException e) {
      warn("the database is away; no secret can be rotated meanwhile");
      log.debug("not told", e);
    }
  }

  private void tell(String bot, Keys.Pair pair) {
    var prints =
        new ReadSecrets.Prints(Print.of(pair.current()), pair.previous().map(Print::of).orElse(""));
    told.tell(bot, instance, prints, keys.previousWasUsed(bot));
  }

  private void warn(String reason) {
    if (!reason.equals(trouble)) {
      log.warn(reason);
      trouble = reason;
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      loop.join(LAST_STEP);
      told.leave(instance);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (JdbiException e) {
      log.debug("the row of this instance stays; it ends by itself", e);
    }
  }
}
