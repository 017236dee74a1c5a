// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.polling;

import chappe.common.telegram.ApiResult;
import chappe.ingress.update.Scan;
import chappe.ingress.update.UpdateLog;
import chappe.ingress.update.UpdateScanner;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The loop that polls for one bot. Telegram forgets an update when a higher offset is asked for,
/// so the offset moves only when Kafka has acknowledged the whole batch; whatever fails before that
/// is fetched and appended again, under the same ids. Confined to the one thread that runs it.
final class Poller implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Poller.class);

  private static final String WEBHOOK_SET =
      "a webhook is set for this bot, and Telegram serves one or the other; cure: call"
          + " deleteWebhook (pending updates are kept), set REGISTER_WEBHOOK=true, or set"
          + " TELEGRAM_MODE=webhook";
  private static final String OTHER_POLLER =
      "another program polls for this bot; cure: stop it, or use a token of its own";

  private final String bot;
  private final UpdateSource source;
  private final UpdateLog updates;
  private final Stop stop;
  private final UpdateScanner scanner = new UpdateScanner();
  private final Backoff backoff = new Backoff();
  private long offset;
  private String trouble = "";

  /// @param bot the bot's name
  /// @param stop ends the loop
  Poller(String bot, UpdateSource source, UpdateLog updates, Stop stop) {
    this.bot = bot;
    this.source = source;
    this.updates = updates;
    this.stop = stop;
  }

  /// Polls until stopped or interrupted; the interrupt ends the loop and is kept.
  @Override
  public void run() {
    try {
      while (!stop.within(runOnce())) {
        // every step says itself how long to wait
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// One call and what follows from it.
  ///
  /// @return how long to wait before the next; zero where all went well
  Duration runOnce() throws InterruptedException {
    return switch (source.updates(offset)) {
      case ApiResult.Sent sent -> store(sent.json());
      case ApiResult.RetryAfter flood -> {
        warn("Telegram asks to be left alone for " + flood.pause().toSeconds() + " s");
        yield flood.pause();
      }
      case ApiResult.Rejected(int code, var description) when code == 409 ->
          description.contains("webhook is active") ? webhookInTheWay() : backOff(OTHER_POLLER);
      case ApiResult.Rejected(int code, _) when code == 401 || code == 404 ->
          backOff("Telegram refuses the token; cure: set the one that @BotFather shows");
      // Telegram's own words are left out: they may quote what a person wrote
      case ApiResult.Rejected(int code, _) -> backOff("Telegram refuses to be polled: " + code);
      case ApiResult.ServerError(int code, _) -> backOff("Telegram has trouble: " + code);
      case ApiResult.Unreachable(var cause) -> backOff("Telegram cannot be reached: " + cause);
      case ApiResult.Unknown(var cause) -> backOff("no answer from Telegram: " + cause);
      case ApiResult.Migrated _, ApiResult.Blocked _ -> backOff("an answer to another question");
    };
  }

  private Duration store(byte[] answer) throws InterruptedException {
    try {
      return store(Slices.of(answer));
    } catch (IOException _) {
      return backOff("polling failed: the answer holds no updates");
    }
  }

  private Duration store(List<byte[]> bodies) throws InterruptedException {
    var scans = bodies.stream().map(scanner::scan).toList();
    var last =
        scans.reversed().stream()
            .filter(Scan.Update.class::isInstance)
            .map(Scan.Update.class::cast)
            .findFirst();
    if (last.isEmpty() && !bodies.isEmpty()) {
      // nothing to confirm them with: the same answer would come back at once
      return backOff("polling failed: no update of the answer has an id");
    }
    if (!append(scans, bodies)) {
      return backOff("Kafka did not take the updates, they are fetched again");
    }
    // An empty answer means that all before the offset is confirmed. From then on the oldest is
    // asked for: after a quiet week Telegram's ids begin anew, maybe below this offset (fact 4).
    offset = last.map(update -> update.id() + 1).orElse(0L);
    backoff.reset();
    if (!trouble.isEmpty()) {
      log.info("bot {}: polling again", bot);
      trouble = "";
    }
    return Duration.ZERO;
  }

  /// Appends the next update of an owner only when the one before is acknowledged: if one fails, no
  /// later one of its chat can stand before it.
  ///
  /// @return whether Kafka acknowledged all
  private boolean append(List<Scan> scans, List<byte[]> bodies) throws InterruptedException {
    Map<String, CompletableFuture<Void>> last = new HashMap<>();
    for (int i = 0; i < scans.size(); i++) {
      var scan = scans.get(i);
      var body = bodies.get(i);
      var owner = scan instanceof Scan.Update update ? update.owner() : "";
      var before = last.get(owner);
      last.put(
          owner,
          before == null
              ? updates.append(bot, scan, body)
              : before.thenComposeAsync(
                  _ -> updates.append(bot, scan, body), Thread::startVirtualThread));
    }
    try {
      CompletableFuture.allOf(last.values().toArray(CompletableFuture<?>[]::new)).get();
      return true;
    } catch (ExecutionException e) {
      log.debug("bot {}: not appended", bot, e);
      return false;
    }
  }

  private Duration webhookInTheWay() {
    source.webhookInTheWay();
    return backOff(WEBHOOK_SET);
  }

  private Duration backOff(String reason) {
    warn(reason);
    return backoff.next();
  }

  /// One line when a trouble begins or changes, none while it lasts.
  private void warn(String reason) {
    if (!reason.equals(trouble)) {
      log.warn("bot {}: {}", bot, reason);
      trouble = reason;
    }
  }
}
