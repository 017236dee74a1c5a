// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.update;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.json.Json;
import chappe.simulator.SettableClock;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BotUpdatesTest {
  private final SettableClock clock = new SettableClock();
  private final BotUpdates updates = new BotUpdates(clock, new Random(3));

  @Test
  void numbersAreSequentialFromARandomFirst() {
    int first = message(1);
    assertThat(first).isBetween(2_000_001, 1_000_000_000);
    assertThat(message(2)).isEqualTo(first + 1);
    clock.advance(Duration.ofDays(8));
    assertThat(message(1)).isNotEqualTo(first + 2);
  }

  @Test
  void aHigherOffsetConfirms() throws InterruptedException {
    int first = message(1);
    message(1);
    assertThat(poll(0)).hasSize(2);
    assertThat(poll(0)).hasSize(2);
    assertThat(poll(first + 1)).singleElement().matches(it -> it.updateId() == first + 1);
    assertThat(poll(first + 2)).isEmpty();
    assertThat(updates.state().pending()).isZero();
  }

  @Test
  void aNegativeOffsetKeepsTheNewest() throws InterruptedException {
    message(1);
    message(1);
    int last = message(1);
    assertThat(poll(-1)).singleElement().matches(it -> it.updateId() == last);
    assertThat(updates.state().pending()).isEqualTo(1);
  }

  @Test
  void anUpdateLivesAsLongAsItsKindSays() throws InterruptedException {
    add(UpdateKind.CALLBACK_QUERY, Json.object().set("from", Json.object().put("id", 5)));
    message(5);
    clock.advance(Duration.ofSeconds(151));
    assertThat(poll(0)).hasSize(1);
    clock.advance(Duration.ofHours(24));
    assertThat(poll(0)).isEmpty();
  }

  @Test
  void aLaterPollerEndsAnEarlierOne() throws Exception {
    CompletableFuture<Poll> earlier = pollInBackground();
    CompletableFuture<Poll> later = pollInBackground();
    assertThat(earlier.get(5, TimeUnit.SECONDS))
        .isEqualTo(
            new Poll.Conflict(
                "terminated by other getUpdates request; make sure that only one bot instance is"
                    + " running"));
    message(1);
    assertThat(later.get(5, TimeUnit.SECONDS)).isInstanceOf(Poll.Updates.class);
  }

  @Test
  void aWebhookAndAPollerExcludeEachOther() throws Exception {
    CompletableFuture<Poll> poller = pollInBackground();
    updates.webhook(Optional.of(webhook()), false);
    assertThat(poller.get(5, TimeUnit.SECONDS))
        .isEqualTo(new Poll.Conflict("terminated by setWebhook request"));
    assertThat(updates.poll(new Poll.Request(0, 0, Duration.ZERO)))
        .isEqualTo(
            new Poll.Conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete"
                    + " the webhook first"));
  }

  @Test
  void unwantedKindsAreNotQueued() {
    assertThat(add(UpdateKind.MESSAGE_REACTION, chat(1))).isZero();
    updates.allow(AllowedUpdates.of(Json.tree(List.of("message_reaction", "no_such_kind"))));
    assertThat(add(UpdateKind.MESSAGE_REACTION, chat(1))).isPositive();
    assertThat(add(UpdateKind.MESSAGE, chat(1))).isZero();
    updates.allow(AllowedUpdates.of(Json.tree(List.of("no_such_kind"))));
    assertThat(add(UpdateKind.MESSAGE, chat(1))).isPositive();
  }

  @Test
  void aChangedWebhookKeepsWhatWaitsUnlessToldToDropIt() {
    message(1);
    updates.webhook(Optional.of(webhook()), false);
    assertThat(updates.next()).isPresent();
    updates.webhook(Optional.of(webhook()), true);
    assertThat(updates.state().pending()).isZero();
    assertThat(updates.next()).isEmpty();
  }

  @Test
  void theOutcomeOfAnOlderWebhookCountsNoMore() {
    message(1);
    updates.webhook(Optional.of(webhook()), false);
    BotUpdates.Attempt old = updates.next().orElseThrow();
    updates.webhook(Optional.of(webhook()), false);
    updates.failed(old, 500, "Wrong response from the webhook: 500", Duration.ZERO);
    assertThat(updates.state().failure()).isEmpty();
    assertThat(updates.next()).isPresent();
  }

  @Test
  void aQueueIsBounded() {
    for (int each = 0; each < UpdateQueue.MAX_UPDATES; each++) {
      assertThat(message(1)).isPositive();
    }
    assertThat(message(1)).isZero();
    assertThat(updates.state().pending()).isEqualTo(UpdateQueue.MAX_UPDATES);
  }

  private List<Pending> poll(int offset) throws InterruptedException {
    Poll answer = updates.poll(new Poll.Request(offset, 100, Duration.ZERO));
    return answer instanceof Poll.Updates found ? found.updates() : List.of();
  }

  private CompletableFuture<Poll> pollInBackground() throws InterruptedException {
    CompletableFuture<Poll> answer = new CompletableFuture<>();
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                answer.complete(updates.poll(new Poll.Request(0, 100, Duration.ofSeconds(20))));
              } catch (InterruptedException e) {
                answer.completeExceptionally(e);
              }
            });
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return answer;
  }

  private int message(long chat) {
    return add(UpdateKind.MESSAGE, chat(chat));
  }

  private int add(UpdateKind kind, ObjectNode body) {
    return updates.addBody(kind, body).orElse(0);
  }

  private static ObjectNode chat(long id) {
    return Json.object().set("chat", Json.object().put("id", id));
  }

  private static WebhookSettings webhook() {
    return new WebhookSettings(URI.create("http://127.0.0.1:1/hook"), "secret", 40);
  }
}
