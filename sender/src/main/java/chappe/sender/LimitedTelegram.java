// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.telegram.ApiResult;
import chappe.sender.slot.Rank;
import chappe.sender.slot.Request;
import chappe.sender.slot.Slot;
import chappe.sender.slot.Slots;
import chappe.sender.slot.Turn;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Telegram, whose limits are kept: a call is made when its command has a slot, once among all
/// senders, and everybody hears of a 429. Thread-safe.
final class LimitedTelegram implements Telegram {
  /// While the bot is paused, what needs no slot asks again.
  private static final Duration PAUSED = Duration.ofMillis(500);

  private static final Duration BEHIND = Duration.ofSeconds(1);

  private final BoundedTelegram telegram;
  private final Slots slots;
  private final Backlog backlog;
  private final Unknowns unknowns;
  private final boolean paid;
  private final InstantSource clock;

  /// @param paid whether paid broadcasts are switched on
  LimitedTelegram(
      BoundedTelegram telegram,
      Slots slots,
      Backlog backlog,
      Unknowns unknowns,
      boolean paid,
      InstantSource clock) {
    this.telegram = telegram;
    this.slots = slots;
    this.backlog = backlog;
    this.unknowns = unknowns;
    this.paid = paid;
    this.clock = clock;
  }

  @Override
  public Reply call(Command command, JsonNode params) throws InterruptedException {
    var cost = Cost.of(command.call().method(), params);
    var request = request(command, params, cost);
    if (!request.marked() && cost.messages() == 0 && cost.inChat() == 0) {
      return unbooked(command, params, cost);
    }
    while (true) {
      var turn =
          slots.await(
              request,
              command.lane() == Lane.BULK ? backlog.behind(command.key().toString()) : 0,
              command.left(clock.instant()));
      switch (turn) {
        case Turn.Go(var slot) -> {
          var reply = booked(command, params, cost, slot);
          if (reply.isPresent()) {
            return reply.get();
          }
        }
        case Turn.Done(var result) -> {
          return new Reply.Known(KeptResult.read(result));
        }
        case Turn.Ambiguous() -> {
          var cause = "a sender ended while it had the call";
          unknowns.add(command, cause);
          if (!command.mayRepeat()) {
            return new Reply.Answered(new ApiResult.Unknown(cause));
          }
          request = request.repeated();
        }
        case Turn.Behind() -> {
          return new Reply.Held(BEHIND, "parked");
        }
        case Turn.Paused(var time) -> {
          return new Reply.Held(time, "paused");
        }
        case Turn.Expired() -> {
          return new Reply.Expired();
        }
      }
    }
  }

  /// What is urgent and can be repeated, and is no message, does not wait for Redis.
  private Reply unbooked(Command command, JsonNode params, Cost cost) throws InterruptedException {
    if (slots.paused(command.bot(), cost.chat())) {
      return new Reply.Held(PAUSED, "paused");
    }
    return told(command, cost, telegram.call(command, params));
  }

  /// @return empty where the slot was not used
  private Optional<Reply> booked(Command command, JsonNode params, Cost cost, Slot slot)
      throws InterruptedException {
    try {
      return slot.await()
          ? telegram.call(command, params, slot::leave).map(it -> told(command, cost, it))
          : Optional.empty();
    } finally {
      slot.ended();
    }
  }

  private Reply told(Command command, Cost cost, Reply reply) {
    if (reply instanceof Reply.Answered(var result)) {
      switch (result) {
        case ApiResult.RetryAfter(var pause, _) -> slots.refused(command.bot(), cost.chat(), pause);
        case ApiResult.Unknown(var cause) -> unknowns.add(command, cause);
        case ApiResult.ServerError error when error.gateway() ->
            unknowns.add(command, error.description());
        case ApiResult.Sent _,
            ApiResult.Migrated _,
            ApiResult.Blocked _,
            ApiResult.Rejected _,
            ApiResult.ServerError _,
            ApiResult.Unreachable _ -> {}
      }
    }
    return reply;
  }

  private Request request(Command command, JsonNode params, Cost cost) {
    var rank =
        switch (command.lane()) {
          case URGENT -> Rank.URGENT;
          case REPLY, RETRY -> Rank.REPLY;
          case BULK -> Rank.BULK;
        };
    return new Request(
        command.id(),
        command.bot(),
        rank,
        cost.chat(),
        cost.account(),
        cost.limit(),
        cost.messages(),
        cost.inChat(),
        isMarked(command),
        paid && rank == Rank.BULK && params.path("allow_paid_broadcast").asBoolean(),
        false,
        false);
  }

  /// A call that is urgent, makes no message and may be repeated does no harm when it is.
  static boolean isMarked(Command command) {
    return command.lane() != Lane.URGENT
        || !command.mayRepeat()
        || Cost.of(command.call().method(), command.call().params()).messages() > 0;
  }
}
