// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// Stars that moved, as Telegram has it. Immutable.
///
/// @param charge `telegram_payment_charge_id` of what was paid or given back
/// @param refund whether they went back
public record StarTransaction(String charge, long amount, boolean refund) {
  /// Of those in an answer to `getStarTransactions`, the ones that are about invoices: withdrawals,
  /// paid media and gifts are not.
  public static List<StarTransaction> read(JsonNode transactions) {
    return transactions.valueStream().map(StarTransaction::of).flatMap(Optional::stream).toList();
  }

  private static Optional<StarTransaction> of(JsonNode transaction) {
    boolean refund = transaction.has("receiver");
    var partner = transaction.path(refund ? "receiver" : "source");
    boolean invoice =
        partner.path("type").asText().equals("user")
            && partner.path("transaction_type").asText("invoice_payment").equals("invoice_payment");
    return invoice
        ? Optional.of(
            new StarTransaction(
                transaction.path("id").asText(), transaction.path("amount").asLong(), refund))
        : Optional.empty();
  }
}
