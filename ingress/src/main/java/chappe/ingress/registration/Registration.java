// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.registration;

import chappe.common.json.Json;
import chappe.common.lifecycle.Supervisor;
import chappe.common.metrics.Metrics;
import chappe.common.telegram.BotApi;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The webhooks of all bots, each looked after by a thread of its own. Thread-safe.
public final class Registration implements AutoCloseable {
  private static final Duration LAST_STEP = Duration.ofSeconds(2);

  private final Map<String, BotWebhook> bots = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Registration() {}

  /// Starts looking after these bots' webhooks.
  public static Registration start(
      List<BotWebhook.Bot> bots, BotApi api, Supervisor supervisor, Metrics metrics) {
    var registration = new Registration();
    var infoMetrics = new InfoMetrics(metrics);
    for (var bot : bots) {
      var webhook = new BotWebhook(bot, api, infoMetrics);
      registration.bots.put(bot.name(), webhook);
      var name = "webhook-" + bot.name();
      registration.threads.add(
          Thread.ofVirtual()
              .name(name)
              .start(supervisor.watched(name, () -> registration.run(webhook))));
    }
    return registration;
  }

  /// What Telegram said last of each bot's webhook; an empty object where it has not answered yet.
  public JsonNode json() {
    var all = Json.object();
    bots.forEach((name, webhook) -> all.set(name, webhook.said()));
    return all;
  }

  private void run(BotWebhook webhook) {
    try {
      Duration wait;
      do {
        wait = webhook.runOnce();
      } while (!stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException _) {
      // closing breaks a call off
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    threads.forEach(Thread::interrupt);
    try {
      for (var thread : threads) {
        thread.join(LAST_STEP);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
