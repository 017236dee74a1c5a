// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments;

import chappe.common.json.Json;
import chappe.common.telegram.ApiResult;
import chappe.payments.ledger.Charge;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks Telegram to give Stars back, until it has. Telegram may have done so and answer with an
/// error, or not answer at all: it is asked again, and says that it was done before. Confined to
/// its loop.
final class Refunds {
  private static final Logger log = LoggerFactory.getLogger(Refunds.class);

  private static final int MOST = 20;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

  /// Longer than a call takes: two instances ask at once only where one of them is gone.
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static final String DONE_BEFORE = "CHARGE_ALREADY_REFUNDED";

  private final Shop shop;
  private final Telegram telegram;
  private final Runnable refunded;

  /// The Bot API, as far as it is needed here.
  @FunctionalInterface
  interface Telegram {
    ApiResult call(Seller seller, String method, JsonNode params);
  }

  /// @param refunded told that there is something to be published
  Refunds(Shop shop, Telegram telegram, Runnable refunded) {
    this.shop = shop;
    this.telegram = telegram;
    this.refunded = refunded;
  }

  Duration runOnce() {
    var due = shop.books().dueRefunds(LEASE, MOST);
    due.forEach(this::ask);
    return due.size() == MOST ? Duration.ZERO : PAUSE;
  }

  private void ask(Charge charge) {
    var seller = shop.sellers().get(charge.bot());
    if (seller == null) {
      later(charge, LONGEST_BACKOFF);
      return;
    }
    var result =
        telegram.call(
            seller,
            "refundStarPayment",
            Json.object()
                .put("user_id", charge.user())
                .put("telegram_payment_charge_id", charge.id()));
    shop.metrics().refund(charge.bot(), result.outcome());
    switch (result) {
      case ApiResult.Sent _ -> done(charge);
      case ApiResult.Rejected(_, var words) when words.contains(DONE_BEFORE) -> done(charge);
      case ApiResult.Rejected(_, var words) -> failed(charge, words);
      case ApiResult.Blocked(var words) -> failed(charge, words);
      case ApiResult.Migrated(_, var words) -> failed(charge, words);
      case ApiResult.RetryAfter(var pause, _) -> later(charge, pause);
      case ApiResult.ServerError _, ApiResult.Unreachable _, ApiResult.Unknown _ ->
          later(charge, backoff(shop.books().refundTries(charge)));
    }
  }

  private void done(Charge charge) {
    var now = shop.clock().instant();
    var _ = shop.books().refund(charge.bot(), charge.id(), back -> Cashier.told(back, now));
    refunded.run();
  }

  private void failed(Charge charge, String words) {
    shop.books().refundFailed(charge, words);
    log.atError()
        .addKeyValue("bot", charge.bot())
        .addKeyValue("charge", charge.id())
        .log("Telegram gives a payment not back: see chappe payments reconcile");
  }

  private void later(Charge charge, Duration pause) {
    shop.books().refundLater(charge, shop.clock().instant().plus(pause));
  }

  /// 2, 4, 8 s and so on.
  static Duration backoff(int tries) {
    var pause = Duration.ofSeconds(1L << Math.clamp(tries, 1, 10));
    return pause.compareTo(LONGEST_BACKOFF) < 0 ? pause : LONGEST_BACKOFF;
  }
}
