// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Kind;
import chappe.common.consumer.Arrivals;
import chappe.common.consumer.OutOfTurn;
import chappe.common.consumer.Received;
import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.common.record.Header;
import chappe.common.record.OutboundCommand;
import chappe.common.record.Topic;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells Telegram that a button was pressed where the bot has not done so in time, because the
/// update waits behind its chat's queue or its handler takes long: the person's spinner ends, and
/// what the handler answers later is dropped. Thread-safe.
final class Acknowledgements implements Arrivals, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Acknowledgements.class);

  /// After that Telegram refuses an answer, so that none need be kept in mind.
  private static final Duration LIFE = Duration.ofSeconds(15);

  private static final int MOST = 100_000;

  private final Set<String> bots;
  private final InstantSource clock;
  private final Duration patience;
  private final Cache<String, State> states =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofMinutes(10)).build();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("chappe-acknowledgements").factory());

  private enum State {
    OPEN,
    ANSWERED,
    ACKNOWLEDGED
  }

  /// @param bots whose buttons these are
  /// @param patience how long a press may be unanswered
  Acknowledgements(Set<String> bots, InstantSource clock, Duration patience) {
    this.bots = Set.copyOf(bots);
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public boolean concern(String topic, Headers headers) {
    return topic.equals(Topic.UPDATES.topicName())
        && Header.text(headers, Header.TYPE).filter(Kind.CALLBACK_QUERY::equals).isPresent();
  }

  @Override
  public void arrived(Received received, OutOfTurn outOfTurn) {
    var since = Duration.between(Origin.receivedAt(received), clock.instant());
    if (since.compareTo(LIFE) < 0
        && states.asMap().putIfAbsent(received.id(), State.OPEN) == null) {
      var wait = patience.minus(since);
      var _ =
          timer.schedule(
              () -> acknowledge(received, outOfTurn),
              Math.max(0, wait.toMillis()),
              TimeUnit.MILLISECONDS);
    }
  }

  /// Whether the handler may still answer the press; if so, it has.
  boolean answers(String update) {
    return states
            .asMap()
            .merge(
                update,
                State.ANSWERED,
                (before, answered) -> before == State.ACKNOWLEDGED ? before : answered)
        == State.ANSWERED;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void acknowledge(Received received, OutOfTurn outOfTurn) {
    try {
      var key = received.recordKey();
      var query = Json.tree(received.value()).path(Kind.CALLBACK_QUERY).path("id").asText("");
      if (query.isEmpty()
          || !bots.contains(key.bot())
          || !states.asMap().replace(received.id(), State.OPEN, State.ACKNOWLEDGED)) {
        return;
      }
      Instant end = Origin.receivedAt(received).plus(LIFE);
      var command =
          new OutboundCommand(
              1,
              "answerCallbackQuery",
              Json.object().put("callback_query_id", query),
              end,
              OutboundCommand.Repeat.AT_LEAST_ONCE);
      outOfTurn.emit(Topic.OUTBOUND_URGENT, key, OutboundCommand.TYPE, Json.bytes(command));
      log.atDebug().addKeyValue("id", received.id()).log("acknowledged out of turn");
    } catch (UnreadableJson | IllegalArgumentException e) {
      // Its handler says what is wrong with it.
      log.atDebug().addKeyValue("id", received.id()).log("not to be acknowledged");
    }
  }
}
