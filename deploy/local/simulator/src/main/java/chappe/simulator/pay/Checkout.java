// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.pay;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One person on the way through one payment. Thread-safe; only [#await] waits.
public final class Checkout {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Invoice invoice;
  private final long user;
  private final long chat;
  private final JsonNode wish;
  private State state = State.BEGUN;
  private Instant deadline = Instant.MAX;
  private String reason = "";
  private String charge = "";
  private long total;
  private String shippingOption = "";

  /// How far it is.
  public enum State {
    BEGUN,
    /// The bot is asked where it ships to.
    SHIPPING,
    /// The bot is asked whether it may be charged.
    PRE_CHECKOUT,
    /// It has been charged.
    PAID,
    /// The bot said no.
    REFUSED,
    /// The bot said nothing in time.
    EXPIRED
  }

  /// A beginning.
  ///
  /// @param user who pays
  /// @param chat where the receipt appears
  /// @param wish what the person fills in: `name`, `email`, `phone_number`, `shipping_address`,
  ///   `shipping_option`, `tip`
  public Checkout(Invoice invoice, long user, long chat, JsonNode wish) {
    this.invoice = invoice;
    this.user = user;
    this.chat = chat;
    this.wish = wish;
    this.total = invoice.total() + wish.path("tip").asLong();
  }

  public Invoice invoice() {
    return invoice;
  }

  public long user() {
    return user;
  }

  public long chat() {
    return chat;
  }

  public JsonNode wish() {
    return wish;
  }

  public long total() {
    lock.lock();
    try {
      return total;
    } finally {
      lock.unlock();
    }
  }

  public String shippingOption() {
    lock.lock();
    try {
      return shippingOption;
    } finally {
      lock.unlock();
    }
  }

  /// The bot is asked.
  ///
  /// @param until when its answer comes too late
  public void asked(State what, Instant until) {
    lock.lock();
    try {
      state = what;
      deadline = until;
    } finally {
      lock.unlock();
    }
  }

  /// The person takes a way of shipping.
  public void shipped(String option, long cost) {
    lock.lock();
    try {
      shippingOption = option;
      total += cost;
    } finally {
      lock.unlock();
    }
  }

  /// It is charged, if the bot was just asked for that; a second time it is not.
  ///
  /// @return whether it was charged now
  public boolean paid(String chargeId) {
    lock.lock();
    try {
      if (state != State.PRE_CHECKOUT) {
        return false;
      }
      charge = chargeId;
      end(State.PAID, "");
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// The bot refuses what it was asked.
  ///
  /// @param asked what that was
  /// @return whether it was refused now
  public boolean refused(State asked, String why) {
    lock.lock();
    try {
      if (state != asked) {
        return false;
      }
      end(State.REFUSED, why);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for its end.
  ///
  /// @throws InterruptedException where the wait is interrupted
  public void await(Duration timeout) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeout.toNanos();
      while (left > 0 && state != State.PAID && state != State.REFUSED) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// How it stands at a moment.
  public ObjectNode shown(Instant now) {
    lock.lock();
    try {
      boolean open = state == State.SHIPPING || state == State.PRE_CHECKOUT;
      State at = open && !now.isBefore(deadline) ? State.EXPIRED : state;
      ObjectNode shown =
          Json.object()
              .put("state", at.name().toLowerCase(Locale.ROOT))
              .put("currency", invoice.currency())
              .put("total_amount", total);
      if (!reason.isEmpty()) {
        shown.put("reason", reason);
      }
      return charge.isEmpty() ? shown : shown.put("telegram_payment_charge_id", charge);
    } finally {
      lock.unlock();
    }
  }

  private void end(State as, String why) {
    state = as;
    reason = why;
    changed.signalAll();
  }
}
