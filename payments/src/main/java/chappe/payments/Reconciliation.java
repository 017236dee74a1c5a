// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.database.Database;
import chappe.common.json.Json;
import chappe.common.lifecycle.CannotStart;
import chappe.common.lifecycle.Closer;
import chappe.common.settings.BotSettings;
import chappe.common.settings.Settings;
import chappe.common.telegram.ApiResult;
import chappe.common.telegram.BotApi;
import chappe.payments.ledger.Books;
import chappe.payments.report.Report;
import chappe.payments.report.StarTransaction;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Compares the books with Telegram, for a person or a job that asks now and then.
public final class Reconciliation {
  private static final String SERVICE = "payments-reconcile";
  private static final int PAGE = 100;

  private Reconciliation() {}

  /// Compares the books of bots; blocks on the database and on Telegram.
  ///
  /// @param bots names; empty: all of this line
  /// @param nanos a monotonic clock
  /// @throws CannotStart where a bot is unknown or Telegram does not answer
  public static List<Report> of(Settings settings, List<String> bots, LongSupplier nanos) {
    var ours = settings.read(PaymentsSettings.class);
    bots.stream()
        .filter(it -> ours.bots().bot(it).isEmpty())
        .findFirst()
        .ifPresent(
            it -> {
              throw new CannotStart("❌ There is no bot " + it + ": BOTS names them.");
            });
    try (var closer = new Closer()) {
      var database = closer.add("database", Database.open(ours.database(), SERVICE));
      var api =
          closer.add("Bot API client", new BotApi(ours.telegram().apiUrl(), ours.calls(), nanos));
      var books = new Books(database.jdbi(), InstantSource.system());
      return ours.bots().bots().stream()
          .filter(it -> bots.isEmpty() || bots.contains(it.name()))
          .map(it -> Report.of(it.name(), books, transactions(params -> call(api, it, params))))
          .toList();
    }
  }

  /// All pages.
  static List<StarTransaction> transactions(Function<JsonNode, JsonNode> call) {
    List<StarTransaction> all = new ArrayList<>();
    for (int offset = 0; ; offset += PAGE) {
      var page =
          call.apply(Json.object().put("offset", offset).put("limit", PAGE)).path("transactions");
      all.addAll(StarTransaction.read(page));
      if (page.size() < PAGE) {
        return all;
      }
    }
  }

  private static JsonNode call(BotApi api, BotSettings bot, JsonNode params) {
    var result = api.call(bot.token(), "getStarTransactions", params);
    if (result instanceof ApiResult.Sent sent) {
      return sent.result();
    }
    throw new CannotStart(
        "❌ Telegram does not tell the transactions of %s: %s; try again later."
            .formatted(bot.name(), result.outcome()));
  }
}
