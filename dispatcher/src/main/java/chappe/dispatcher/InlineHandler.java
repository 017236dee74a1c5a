// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Context;
import chappe.bot.Handler;
import chappe.bot.InlineOption;
import chappe.bot.InlineSearch;
import chappe.bot.TimedOut;
import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Answers inline queries with what a search finds: kept for a while, one search at a time for each
/// query, dealt out in pages that outlive this process. Thread-safe once its table is fixed.
final class InlineHandler implements Handler {
  /// Telegram takes no more results at once.
  static final int MOST = 50;

  /// What is left of the query's 10 seconds is for the way back.
  static final Duration DEADLINE = Duration.ofSeconds(8);

  private static final Duration CACHE_TIME = Duration.ofMinutes(5);
  private static final Duration PAGED_CACHE_TIME = Duration.ofSeconds(10);
  private static final Duration PAGES_KEPT = Duration.ofHours(1);

  private final InlineSearch search;
  private Optional<Duration> kept = Optional.empty();
  private Optional<Integer> page = Optional.empty();

  InlineHandler(InlineSearch search) {
    this.search = search;
  }

  void set(InlineOption option) {
    kept = option.kept().or(() -> kept);
    page = option.page().or(() -> page);
  }

  @Override
  public void handle(Context context) throws Exception {
    var call = (HandlerContext) context;
    if (context.query().isEmpty()) {
      send(call, Json.array(), "", CACHE_TIME, false);
      return;
    }
    var token = token(context);
    var offset =
        InlineOffset.parse(call.incoming().payload().path("offset").asText(""))
            .filter(it -> it.token().equals(token));
    try {
      var stored = offset.flatMap(it -> keep(call).find(context.bot(), it.token()));
      var results = stored.isPresent() ? array(stored.get()) : found(context, token);
      answer(call, token, offset.map(InlineOffset::from).orElse(0), results, stored.isPresent());
    } catch (TimedOut e) {
      // An empty answer in time is better than none; Telegram is to ask again.
      send(call, Json.array(), "", Duration.ZERO, true);
    }
  }

  private void answer(
      HandlerContext call, String token, int from, ArrayNode results, boolean stored) {
    int to = Math.min(results.size(), from + page.orElse(MOST));
    var part = Json.array();
    for (int at = from; at < to; at++) {
      part.add(results.get(at));
    }
    boolean more = to < results.size();
    if (more && !stored) {
      keep(call)
          .keep(
              call.bot(),
              token,
              new String(Json.bytes(results), StandardCharsets.UTF_8),
              PAGES_KEPT);
    }
    boolean paged = more || from > 0;
    send(
        call,
        part,
        more ? new InlineOffset(token, to).toString() : "",
        paged ? PAGED_CACHE_TIME : kept.map(InlineHandler::cacheTime).orElse(Duration.ZERO),
        kept.isEmpty());
  }

  private ArrayNode found(Context context, String token) throws Exception {
    var age =
        Duration.between(
            context.receivedAt(), ((HandlerContext) context).surroundings().clock().instant());
    var left = DEADLINE.minus(age);
    if (!left.isPositive()) {
      throw new TimedOut(context.route(), DEADLINE);
    }
    return context
        .guard(context.route())
        .timeout(left)
        .get(
            () ->
                kept.isPresent()
                    ? context.cache().get("inline:" + token, kept.get(), () -> search(context))
                    : search(context));
  }

  private ArrayNode search(Context context) throws Exception {
    var results = Json.array();
    search.search(context).forEach(it -> results.add(TypeLibrary.json(it)));
    return results;
  }

  /// Results that are kept are for everybody, others for whoever asks.
  private String token(Context context) {
    return Keep.token(
        "inline",
        context.route(),
        context.query().toLowerCase(Locale.ROOT),
        kept.isPresent() ? "" : Long.toString(context.user().id()));
  }

  /// @param next where more results begin; empty: there are no more
  /// @param personal whether another user may get other results
  private static void send(
      HandlerContext call, ArrayNode results, String next, Duration cacheTime, boolean personal) {
    var answer =
        Json.object()
            .put("inline_query_id", call.incoming().payload().path("id").asText(""))
            .put("cache_time", cacheTime.toSeconds())
            .put("is_personal", personal)
            .put("next_offset", next);
    answer.set("results", results);
    call.outbox().add("answerInlineQuery", List.of(answer));
  }

  private static Keep keep(HandlerContext call) {
    return call.surroundings().tools().keep();
  }

  // Telegram keeps an answer for a day at most.
  private static Duration cacheTime(Duration life) {
    return life.compareTo(CACHE_TIME) < 0 ? life : CACHE_TIME;
  }

  private static ArrayNode array(String json) {
    JsonNode tree = Json.tree(json.getBytes(StandardCharsets.UTF_8));
    return tree instanceof ArrayNode array ? array : Json.array();
  }
}
