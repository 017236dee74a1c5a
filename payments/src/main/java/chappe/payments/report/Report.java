// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.report;

import chappe.common.json.Json;
import chappe.payments.ledger.Balance;
import chappe.payments.ledger.Books;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the books of one bot and Telegram agree. Immutable.
///
/// @param charges in the books
/// @param transactions of Telegram that are about invoices
/// @param balances of the ledger's accounts, in smallest units
public record Report(
    String bot, int charges, int transactions, List<Balance> balances, List<Finding> findings) {
  /// The first line of [#csv].
  public static final String CSV_HEADER = "bot,kind,charge,detail";

  public Report {
    balances = List.copyOf(balances);
    findings = List.copyOf(findings);
  }

  /// Compares; blocks on the database.
  public static Report of(String bot, Books books, List<StarTransaction> transactions) {
    var charges = books.charges(bot);
    return new Report(
        bot,
        charges.size(),
        transactions.size(),
        books.balances(bot),
        Comparison.of(charges, transactions, books.flaws(bot)));
  }

  /// For people.
  public String text() {
    var accounts =
        balances.stream()
            .map(it -> "  %-9s %s %s".formatted(it.account(), it.amount(), it.currency()));
    var found =
        findings.stream()
            .map(
                it ->
                    "  ⚠️ %s: %s%s"
                        .formatted(
                            it.charge(),
                            it.kind().text(),
                            it.detail().isEmpty() ? "" : " (" + it.detail() + ")"));
    return Stream.of(
            Stream.of(
                "%s: %d payments in the books, %d Star transactions of invoices at Telegram"
                    .formatted(bot, charges, transactions)),
            accounts,
            findings.isEmpty() ? Stream.of("  ✅ All agree, and the ledger sums to zero.") : found)
        .flatMap(it -> it)
        .collect(Collectors.joining("\n"));
  }

  /// As one JSON value.
  public ObjectNode json() {
    var json =
        Json.object().put("bot", bot).put("charges", charges).put("transactions", transactions);
    var accounts = json.putArray("balances");
    balances.forEach(
        it ->
            accounts
                .addObject()
                .put("account", it.account())
                .put("currency", it.currency())
                .put("amount", it.amount()));
    var found = json.putArray("findings");
    findings.forEach(
        it ->
            found
                .addObject()
                .put("kind", it.kind().label())
                .put("charge", it.charge())
                .put("detail", it.detail()));
    return json;
  }

  /// As lines of CSV, one a finding, without the header.
  public String csv() {
    return findings.stream()
        .map(
            it ->
                Stream.of(bot, it.kind().label(), it.charge(), it.detail())
                    .map(Report::cell)
                    .collect(Collectors.joining(",", "", "\n")))
        .collect(Collectors.joining());
  }

  /// Quoted wherever a reader might take it for something else, a formula of a spreadsheet
  /// included.
  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    return safe.chars().anyMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }

  /// The JSON as text on one line.
  public String line() {
    return new String(Json.bytes(json()), StandardCharsets.UTF_8);
  }
}
