// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.common.database.Database;
import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.settings.Secret;
import chappe.embedded.junit.EmbeddedServers;
import chappe.embedded.junit.FreshDatabase;
import chappe.payments.ledger.Books.Cancellation;
import chappe.payments.ledger.Charge.State;
import chappe.payments.order.Flag;
import chappe.payments.order.Order;
import chappe.payments.order.OrderState;
import chappe.payments.order.Orders;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@ExtendWith(EmbeddedServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BooksIT {
  private final Database database;
  private final Books books;
  private Instant now = Orders.NOON;

  BooksIT(FreshDatabase fresh) {
    var settings = new DatabaseSettings(Secret.of(fresh.url()), 10);
    Migrations.migrate(settings, List.of("common", "payments"));
    database = Database.open(settings, "test");
    books = new Books(database.jdbi(), () -> now);
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Test
  void aPaymentIsBookedOnceAndAnswersTheSameAgain() {
    Order order = books.open(Orders.order("once", "XTR", 50));
    var first = books.pay(charge("once-1", order, 50), true);
    assertThat(first.charge().flag()).isEmpty();
    now = now.plusSeconds(5);
    var again = books.pay(charge("once-1", order, 50), true);
    assertThat(again.charge()).isEqualTo(first.charge());
    assertThat(books.order("demo", "once").orElseThrow().state())
        .isEqualTo(new OrderState.Paid("once-1"));
    assertThat(books.chargesOf("demo", "once")).hasSize(1);
    assertThat(books.flaws("demo").none()).isTrue();
  }

  @Test
  void theSameOrderAgainIsTheOneThatThereIs() {
    Order first = books.open(Orders.order("same", "USD", 1000));
    assertThat(books.open(Orders.order("same", "USD", 9999))).isEqualTo(first);
  }

  @Test
  void ofTwoHundredPaymentsAtOnceOneFulfilsAndTheRestGoesBack() throws Exception {
    Order order = books.open(Orders.order("crowd", "XTR", 5));
    List<Callable<Books.Booked>> payments =
        IntStream.range(0, 200)
            .<Callable<Books.Booked>>mapToObj(
                it ->
                    () ->
                        // the pool is small: whoever waits too long for a connection asks again
                        new Persistence(System::nanoTime)
                            .untilDone(() -> books.pay(charge("crowd-" + it, order, 5), true)))
            .toList();
    List<Books.Booked> booked = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Books.Booked> one : threads.invokeAll(payments)) {
        booked.add(one.get());
      }
    }
    assertThat(booked.stream().filter(it -> it.charge().flag().isEmpty())).hasSize(1);
    assertThat(books.chargesOf("demo", "crowd"))
        .hasSize(200)
        .filteredOn(it -> it.flag().equals(Optional.of(Flag.SECOND_PAYMENT)))
        .hasSize(199)
        .allSatisfy(it -> assertThat(it.state()).isEqualTo(State.REFUND_WANTED));
    // taken as the loop takes them, each by one only, so that later tests find none of them
    assertThat(books.dueRefunds(Duration.ofDays(1), 500)).hasSize(199);
    assertThat(books.dueRefunds(Duration.ofDays(1), 500)).isEmpty();
    assertThat(books.flaws("demo").none()).isTrue();
  }

  @Test
  void whatWasNotSoldIsHeldUntilItIsGivenBack() {
    Order order =
        books.open(
            Order.open(
                RecordKey.chat("held", 7), Orders.request("o1", "XTR", 50), false, Orders.NOON));
    books.pay(charge("h1", order, 50), true);
    books.pay(charge("h2", order, 50), true);
    assertThat(balance("held", "sales")).isEqualTo(-50);
    assertThat(balance("held", "held")).isEqualTo(-50);
    assertThat(balance("held", "telegram")).isEqualTo(100);
    books.refund("held", "h2", _ -> Optional.empty());
    books.refund("held", "h1", _ -> Optional.empty());
    assertThat(balance("held", "held")).isZero();
    assertThat(balance("held", "telegram")).isZero();
    assertThat(balance("held", "sales") + balance("held", "refunds")).isZero();
    assertThat(books.order("held", "o1").orElseThrow().state())
        .isEqualTo(new OrderState.Refunded("h1"));
    assertThat(books.flaws("held").none()).isTrue();
  }

  @Test
  void aRefundIsBookedAndToldOnce() {
    Order order = books.open(Orders.order("back", "XTR", 50));
    books.pay(charge("back-1", order, 50), true);
    List<Object> told = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      books.refund(
          "demo",
          "back-1",
          it -> {
            told.add(it);
            return Optional.empty();
          });
    }
    assertThat(told).hasSize(1);
    assertThat(books.charge("demo", "back-1").orElseThrow().state()).isEqualTo(State.REFUNDED);
    assertThat(books.refund("demo", "never seen", _ -> Optional.empty())).isEmpty();
  }

  @Test
  void aCancelledOrderIsPaidInVain() {
    Order order = books.open(Orders.order("off", "XTR", 50));
    assertThat(books.cancel("demo", "off")).isInstanceOf(Cancellation.Done.class);
    assertThat(books.cancel("demo", "off")).isInstanceOf(Cancellation.Done.class);
    assertThat(books.pay(charge("off-1", order, 50), false).charge().flag())
        .contains(Flag.CANCELLED);
    Order paid = books.open(Orders.order("on", "XTR", 50));
    books.pay(charge("on-1", paid, 50), false);
    assertThat(books.cancel("demo", "on")).isInstanceOf(Cancellation.TooLate.class);
    assertThat(books.cancel("demo", "nowhere")).isInstanceOf(Cancellation.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1})
  void amountsAtTheLimitOfALongAreBookedAndSummed(long amount) {
    String bot = "limit-" + (Long.MAX_VALUE - amount);
    for (String id : List.of("m1", "m2")) {
      books.pay(
          new Charge(
              RecordKey.chat(bot, 7),
              id,
              Optional.empty(),
              7,
              "KWD",
              amount,
              "",
              Optional.of(Flag.FOREIGN_PAYLOAD),
              State.BOOKED,
              Optional.empty(),
              now),
          true);
    }
    assertThat(books.balances(bot))
        .contains(
            new Balance("telegram", "KWD", BigInteger.valueOf(amount).multiply(BigInteger.TWO)));
    assertThat(books.flaws(bot).none()).isTrue();
    // nobody knows what it was for: a person decides
    assertThat(books.charge(bot, "m1").orElseThrow().state()).isEqualTo(State.BOOKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update payments.entries set amount = amount + 1",
        "delete from payments.entries",
        "truncate payments.entries",
        "update payments.transfers set kind = 'refund'",
        "delete from payments.transfers",
        "insert into payments.entries select id, 'held', 'XTR', 5 from payments.transfers limit 1",
        "insert into payments.transfers (bot, charge, kind, booked_at)"
            + " select bot, id, 'refund', booked_at from payments.charges where id = 'safe-1'"
      })
  void theDatabaseRefusesWhateverWouldUnbalanceTheLedger(String statement) {
    Order order = books.open(Orders.order("safe", "XTR", 50));
    books.pay(charge("safe-1", order, 50), true);
    assertThatThrownBy(() -> database.jdbi().useHandle(it -> it.execute(statement)))
        .isInstanceOf(JdbiException.class);
    assertThat(books.flaws("demo").none()).isTrue();
  }

  @Test
  void whoeverDecidesACheckFirstHasDecidedIt() {
    var check = new PendingCheck("demo:1", RecordKey.chat("demo", 7), "q1", now);
    assertThat(books.ask(check, now.plusSeconds(8))).isTrue();
    assertThat(books.ask(check, now.plusSeconds(8))).isTrue();
    assertThat(books.decide("demo:1", "shop", "v0", true, "")).isEmpty();
    assertThat(books.decide("demo:1", "demo", "v1", true, "")).contains(check);
    // the same verdict again, after a crash, decides the same again; another one does not
    assertThat(books.decide("demo:1", "demo", "v1", true, "")).contains(check);
    assertThat(books.decide("demo:1", "demo", "v2", false, "no")).isEmpty();
    assertThat(books.ask(check, now.plusSeconds(8))).isFalse();
    assertThat(overdue(now.plusSeconds(60))).isZero();
  }

  @Test
  void aCheckIsRefusedWhenItsTimeIsOverAndNotBefore() {
    var check = new PendingCheck("demo:2", RecordKey.chat("demo", 7), "q2", now);
    books.ask(check, now.plusSeconds(8));
    assertThat(overdue(now.plusMillis(7_999))).isZero();
    assertThat(overdue(now.plusSeconds(8))).isEqualTo(1);
    assertThat(overdue(now.plusSeconds(9))).isZero();
    assertThat(books.decide("demo:2", "demo", "v1", true, "")).isEmpty();
    List<String> published = new ArrayList<>();
    assertThatThrownBy(
            () ->
                books.publish(
                    10,
                    _ -> {
                      throw new IllegalStateException("Kafka is away");
                    }))
        .isInstanceOf(IllegalStateException.class);
    books.publish(10, all -> all.forEach(it -> published.add(it.id())));
    assertThat(published).containsExactly("demo:2:answer");
    assertThat(books.publish(10, all -> all.forEach(it -> published.add(it.id())))).isZero();
  }

  @Test
  void whatIsPaidInMoneyIsGivenBackByAPerson() {
    Order order = books.open(Orders.order("money", "USD", 1000));
    books.pay(
        new Charge(
            order.key(),
            "usd-1",
            Optional.of("money"),
            7,
            "USD",
            1000,
            "pp1",
            Optional.empty(),
            State.BOOKED,
            Optional.empty(),
            now),
        true);
    assertThat(books.wantRefund("demo", "usd-1").orElseThrow().state())
        .isEqualTo(State.REFUND_BY_HAND);
    assertThat(books.wantRefund("demo", "nowhere")).isEmpty();
    books.refund("demo", "usd-1", _ -> Optional.empty());
    assertThat(books.wantRefund("demo", "usd-1").orElseThrow().state()).isEqualTo(State.REFUNDED);
  }

  private int overdue(Instant at) {
    Instant before = now;
    now = at;
    try {
      return books.refuseOverdue(
          10,
          it ->
              new Outgoing(
                  it.id() + ":answer",
                  Topic.OUTBOUND_URGENT,
                  it.key(),
                  "command",
                  "{}".getBytes(StandardCharsets.UTF_8)));
    } finally {
      now = before;
    }
  }

  private long balance(String bot, String account) {
    return books.balances(bot).stream()
        .filter(it -> it.account().equals(account))
        .mapToLong(it -> it.amount().longValueExact())
        .sum();
  }

  private Charge charge(String id, Order order, long amount) {
    return new Charge(
        order.key(),
        id,
        Optional.of(order.id()),
        7,
        "XTR",
        amount,
        "",
        Optional.empty(),
        State.BOOKED,
        Optional.empty(),
        now);
  }
}
