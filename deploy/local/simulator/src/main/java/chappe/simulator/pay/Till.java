// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.pay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The sales of one bot. Charges and transactions are kept to the simulator's end, checkouts and
/// invoices up to 100,000. Thread-safe.
public final class Till {
  private static final int MAX = 100_000;

  private final LinkedHashMap<String, Invoice> invoices = new LinkedHashMap<>();
  private final LinkedHashMap<String, Checkout> checkouts = new LinkedHashMap<>();
  private final Map<String, Charge> charges = new HashMap<>();
  private final Set<String> refunded = new HashSet<>();
  private final Set<String> canceled = new HashSet<>();
  private final List<ObjectNode> transactions = new ArrayList<>();
  private long stars;

  /// Keeps an invoice.
  ///
  /// @param key a link's last part, or a message's place
  public synchronized void offer(String key, Invoice invoice) {
    invoices.put(key, invoice);
    if (invoices.size() > MAX) {
      invoices.pollFirstEntry();
    }
  }

  public synchronized Optional<Invoice> invoice(String key) {
    return Optional.ofNullable(invoices.get(key));
  }

  /// The key of an invoice's message.
  public static String key(long chat, int message) {
    return chat + "/" + message;
  }

  /// The bot is asked something about a checkout.
  ///
  /// @param query the id of the question
  public synchronized void asked(String query, Checkout checkout) {
    checkouts.put(query, checkout);
    if (checkouts.size() > MAX) {
      checkouts.pollFirstEntry();
    }
  }

  public synchronized Optional<Checkout> checkout(String query) {
    return Optional.ofNullable(checkouts.get(query));
  }

  /// Takes money; Stars stand among the transactions.
  ///
  /// @param transaction `StarTransaction` without its amount
  public synchronized void charge(Charge charge, ObjectNode transaction) {
    charges.put(charge.id(), charge);
    if (charge.invoice().stars()) {
      stars += charge.amount();
      transactions.add(transaction.deepCopy().put("amount", charge.amount()));
    }
  }

  public synchronized Optional<Charge> charge(String id) {
    return Optional.ofNullable(charges.get(id));
  }

  /// Gives Stars back, once.
  ///
  /// @return whether they were given back now
  public synchronized boolean refund(Charge charge, ObjectNode transaction) {
    if (!refunded.add(charge.id())) {
      return false;
    }
    stars -= charge.amount();
    transactions.add(transaction.deepCopy().put("amount", charge.amount()));
    return true;
  }

  /// A subscription will not be renewed, or will be again.
  public synchronized void cancel(String charge, boolean end) {
    if (end) {
      canceled.add(charge);
    } else {
      canceled.remove(charge);
    }
  }

  public synchronized boolean canceled(String charge) {
    return canceled.contains(charge);
  }

  public synchronized long stars() {
    return stars;
  }

  /// Puts Stars in, or takes some out.
  public synchronized void addStars(long amount) {
    stars += amount;
  }

  /// The transactions in their order.
  public synchronized List<JsonNode> transactions(int offset, int limit) {
    return transactions.stream()
        .skip(Math.max(0, offset))
        .limit(limit)
        .<JsonNode>map(ObjectNode::deepCopy)
        .toList();
  }
}
