// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.ledger;

import chappe.payments.order.Order;
import chappe.payments.order.OrderState;
import chappe.payments.order.OrderState.Payment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Orders, payments and refunds, each change one transaction that waits for no lock longer than 2 s
/// and for no statement longer than 4 s. Whatever is done a second time changes nothing and answers
/// as the first time did. Every method blocks on the database and throws
/// [org.jdbi.v3.core.JdbiException] where that is away or busy. Thread-safe.
public final class Books {
  private static final String PATIENCE =
      """
      select set_config('lock_timeout', '2s', true), set_config('statement_timeout', '4s', true)
      """;

  private final Jdbi jdbi;
  private final InstantSource clock;

  public Books(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /// What came of booking a payment.
  ///
  /// @param charge as it stands in the books
  /// @param order what it was for
  public record Booked(Charge charge, Optional<Order> order) {}

  /// What came of booking a refund.
  ///
  /// @param charge as it stood in the books before
  /// @param order what it had been for
  public record GivenBack(Charge charge, Optional<Order> order) {}

  /// What came of calling an order off.
  public sealed interface Cancellation {
    record Done(Order order) implements Cancellation {}

    /// It is paid: its payment can be given back.
    record TooLate(Order order) implements Cancellation {}

    record Unknown() implements Cancellation {}
  }

  /// Adds an order, unless there is one of that id.
  ///
  /// @return the order of that id
  public Order open(Order order) {
    return transaction(
        handle ->
            Orders.add(handle, order)
                ? order
                : Orders.find(handle, order.bot(), order.id()).orElseThrow());
  }

  /// The same, with a record that goes on the line together with it.
  public Order open(Order order, Outgoing outgoing) {
    return transaction(
        handle -> {
          if (!Orders.add(handle, order)) {
            return Orders.find(handle, order.bot(), order.id()).orElseThrow();
          }
          Outbox.add(handle, outgoing, clock.instant());
          return order;
        });
  }

  public Optional<Order> order(String bot, String id) {
    return transaction(handle -> Orders.find(handle, bot, id));
  }

  /// The newest orders of a bot.
  ///
  /// @param state `open`, `paid`, `refunded`, `cancelled`, or empty for all
  public List<Order> orders(String bot, String state, int most) {
    return transaction(handle -> Orders.newest(handle, bot, state, most));
  }

  /// Keeps the link of an order's invoice.
  public void linked(Order order, String link) {
    jdbi.useHandle(handle -> Orders.linked(handle, order, link));
  }

  public Optional<String> link(Order order) {
    return jdbi.withHandle(handle -> Orders.link(handle, order));
  }

  /// Calls an order off that is not paid.
  public Cancellation cancel(String bot, String id) {
    return transaction(
        handle ->
            Orders.locked(handle, bot, id)
                .map(order -> cancel(handle, order))
                .orElseGet(Cancellation.Unknown::new));
  }

  private Cancellation cancel(Handle handle, Order order) {
    var after = order.state().cancelled();
    if (after.isEmpty()) {
      return new Cancellation.TooLate(order);
    }
    Orders.moves(handle, order, after.get(), clock.instant());
    return new Cancellation.Done(order);
  }

  /// Books a payment: the charge, its transfer, and what it means for its order.
  ///
  /// @param charge with the flag that it has whatever its order says; its order is there
  /// @param givesBack whether one that is flagged as given back by itself is
  public Booked pay(Charge charge, boolean givesBack) {
    return transaction(
        handle -> {
          // the order's row first, always: two payments of one order meet there and nowhere else
          var order = charge.order().flatMap(id -> Orders.locked(handle, charge.bot(), id));
          var judged = judged(charge, order);
          if (!Charges.add(handle, judged)) {
            var before = Charges.find(handle, charge.bot(), charge.id()).orElseThrow();
            return new Booked(before, order);
          }
          Transfers.payment(handle, judged, charge.bookedAt());
          if (judged.flag().isEmpty()) {
            order.ifPresent(it -> fulfil(handle, it, judged));
          } else if (givesBack && judged.flag().get().givenBack()) {
            Charges.refundWanted(handle, judged, clock.instant());
          }
          return new Booked(judged, order);
        });
  }

  private static void fulfil(Handle handle, Order order, Charge charge) {
    if (order.state().payment(charge.id(), order.isRepeatable())
        instanceof Payment.Fulfils(OrderState after)) {
      Orders.moves(handle, order, after, charge.bookedAt());
    }
  }

  private static Charge judged(Charge charge, Optional<Order> order) {
    if (charge.flag().isPresent() || order.isEmpty()) {
      return charge;
    }
    return switch (order.get().state().payment(charge.id(), order.get().isRepeatable())) {
      case Payment.Fulfils _ -> charge;
      case Payment.Flagged(var flag) ->
          new Charge(
              charge.key(),
              charge.id(),
              charge.order(),
              charge.user(),
              charge.currency(),
              charge.amount(),
              charge.providerCharge(),
              Optional.of(flag),
              charge.state(),
              charge.trouble(),
              charge.bookedAt());
    };
  }

  public Optional<Charge> charge(String bot, String id) {
    return transaction(handle -> Charges.find(handle, bot, id));
  }

  /// The payments of an order.
  public List<Charge> chargesOf(String bot, String order) {
    return transaction(handle -> Charges.of(handle, bot, order));
  }

  /// All payments of a bot.
  public List<Charge> charges(String bot) {
    return jdbi.withHandle(handle -> Charges.all(handle, bot));
  }

  /// Wants a payment given back: Stars by Telegram, which is asked until it does; anything else by
  /// a person.
  ///
  /// @return the charge as it stands then; empty where there is none
  public Optional<Charge> wantRefund(String bot, String id) {
    return transaction(
        handle -> {
          Charges.locked(handle, bot, id)
              .ifPresent(it -> Charges.refundWanted(handle, it, clock.instant()));
          return Charges.find(handle, bot, id);
        });
  }

  /// Books that a payment was given back.
  ///
  /// @param told makes the record that tells of it, where nothing of Kafka causes the booking
  /// @return empty where there is no such charge
  public Optional<GivenBack> refund(
      String bot, String id, Function<GivenBack, Optional<Outgoing>> told) {
    return transaction(
        handle -> {
          var orderId = Charges.find(handle, bot, id).flatMap(Charge::order);
          var order = orderId.flatMap(it -> Orders.locked(handle, bot, it));
          var charge = Charges.locked(handle, bot, id);
          charge.ifPresent(it -> giveBack(handle, it, order));
          return charge.map(
              it -> {
                var back = new GivenBack(it, order);
                if (it.state() != Charge.State.REFUNDED) {
                  told.apply(back).ifPresent(record -> Outbox.add(handle, record, clock.instant()));
                }
                return back;
              });
        });
  }

  private void giveBack(Handle handle, Charge charge, Optional<Order> order) {
    if (charge.state() == Charge.State.REFUNDED) {
      return;
    }
    Transfers.refund(handle, charge, clock.instant());
    Charges.refunded(handle, charge, clock.instant());
    order.ifPresent(
        it -> Orders.moves(handle, it, it.state().refunded(charge.id()), clock.instant()));
  }

  /// Takes payments that Telegram is to be asked to give back now; nobody else takes them for the
  /// lease.
  public List<Charge> dueRefunds(Duration lease, int most) {
    return transaction(handle -> Charges.due(handle, clock.instant(), lease, most));
  }

  /// How often Telegram was asked to give one back.
  public int refundTries(Charge charge) {
    return jdbi.withHandle(handle -> Charges.tries(handle, charge));
  }

  /// Telegram is asked again later.
  public void refundLater(Charge charge, Instant at) {
    jdbi.useHandle(handle -> Charges.tryAgain(handle, charge, at));
  }

  /// Telegram will never give it back.
  public void refundFailed(Charge charge, String trouble) {
    jdbi.useHandle(handle -> Charges.refundFailed(handle, charge, trouble));
  }

  /// A bot is asked before a payment.
  ///
  /// @param decideAt from this moment on the answer is no
  /// @return whether it still waits, now or from before
  public boolean ask(PendingCheck check, Instant decideAt) {
    return transaction(handle -> Checks.pending(handle, check, decideAt));
  }

  /// Decides a check by the bot's verdict.
  ///
  /// @param check the id of the update that asked
  /// @return the check; empty where it was decided without this verdict
  public Optional<PendingCheck> decide(
      String check, String bot, String verdict, boolean accepted, String reason) {
    return transaction(handle -> Checks.decide(handle, check, bot, verdict, accepted, reason));
  }

  /// Refuses the checks whose time is over.
  ///
  /// @param told makes the record that tells Telegram
  /// @return how many
  public int refuseOverdue(int most, Function<PendingCheck, Outgoing> told) {
    return transaction(
        handle -> {
          var overdue = Checks.overdue(handle, clock.instant(), most);
          overdue.forEach(it -> Outbox.add(handle, told.apply(it), clock.instant()));
          return overdue.size();
        });
  }

  /// Removes checks of long ago.
  public int sweepChecks(Duration age) {
    return transaction(handle -> Checks.sweep(handle, clock.instant().minus(age)));
  }

  /// Hands the oldest records that are on their way to Kafka to a sender, and removes them when it
  /// returns.
  ///
  /// @param sender blocks until Kafka has them all, or throws
  /// @return how many
  public int publish(int most, java.util.function.Consumer<List<Outgoing>> sender) {
    return jdbi.inTransaction(
        handle -> {
          var rows = Outbox.oldest(handle, most);
          if (!rows.isEmpty()) {
            sender.accept(rows.stream().map(Outbox.Row::record).toList());
            Outbox.remove(handle, positions(rows));
          }
          return rows.size();
        });
  }

  private static Collection<Long> positions(List<Outbox.Row> rows) {
    return rows.stream().map(Outbox.Row::position).toList();
  }

  /// What stands on a bot's accounts; sums to zero per currency.
  public List<Balance> balances(String bot) {
    return jdbi.withHandle(handle -> Transfers.balances(handle, bot));
  }

  /// What is wrong with the ledger itself.
  public Flaws flaws(String bot) {
    return jdbi.inTransaction(
        handle -> new Flaws(Transfers.unbalanced(handle, bot), Transfers.orphans(handle, bot)));
  }

  /// What the database should not have let happen.
  ///
  /// @param unbalanced transfers that do not sum to zero
  /// @param orphans charges whose transfers are not those of their state
  public record Flaws(List<String> unbalanced, List<String> orphans) {
    public boolean none() {
      return unbalanced.isEmpty() && orphans.isEmpty();
    }
  }

  private <T> T transaction(Function<Handle, T> work) {
    return jdbi.inTransaction(
        handle -> {
          handle.createQuery(PATIENCE).map((_, _) -> true).one();
          return work.apply(handle);
        });
  }
}
