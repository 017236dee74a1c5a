// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the line tells the handlers of a bot: the values of `chappe.events`, under the key of the
/// chat or user that they concern. The `type` header says which of them a value is. Immutable.
///
/// Where an event has `data`, it is whatever the bot gave when it asked for the event; JSON null
/// where it gave nothing.
public sealed interface Event {
  /// The `type` header of its records.
  String type();

  /// The event in a value.
  ///
  /// @param type the `type` header
  /// @return empty where this version knows no such type
  /// @throws chappe.common.json.UnreadableJson where the value is none of that type
  static Optional<Event> read(String type, byte[] value) {
    return Optional.ofNullable(
        switch (type) {
          case JobDue.TYPE -> Json.read(value, JobDue.class);
          case JobResult.TYPE -> Json.read(value, JobResult.class);
          case PaymentMade.TYPE -> Json.read(value, PaymentMade.class);
          case Refund.TYPE -> Json.read(value, Refund.class);
          case DeliveryResult.TYPE -> Json.read(value, DeliveryResult.class);
          case ChatBlocked.TYPE -> Json.read(value, ChatBlocked.class);
          case ChatMigrated.TYPE -> Json.read(value, ChatMigrated.class);
          case StateMoved.TYPE -> Json.read(value, StateMoved.class);
          case Forget.TYPE -> Json.read(value, Forget.class);
          default -> null;
        });
  }

  private static JsonNode orNull(@Nullable JsonNode data) {
    return data == null ? NullNode.getInstance() : data;
  }

  /// A job is due.
  ///
  /// @param v version of this record, now 1
  /// @param name of the handler that takes it
  /// @param job the job's id
  /// @param dueAt when it was due, not when it was released
  record JobDue(int v, String name, String job, Instant dueAt, JsonNode data) implements Event {
    public static final String TYPE = "job_due";

    public JobDue {
      data = orNull(data);
    }

    @Override
    public String type() {
      return TYPE;
    }
  }

  /// What became of a command to the scheduler whose handler asked to be told.
  ///
  /// @param v version of this record, now 1
  /// @param name of the handler that takes it
  /// @param action what was to be done
  /// @param job the job's id; null where all were to be told
  /// @param found whether there was a job of that id, or any at all
  /// @param refused why nothing was done; null: it was done, where there was something to do
  /// @param jobs to list: all of the key that will fire again; else that one as it is now, none
  ///   where it is over
  record JobResult(
      int v,
      String name,
      ScheduleCommand.Action action,
      @Nullable String job,
      boolean found,
      @Nullable String refused,
      List<Job> jobs,
      JsonNode data)
      implements Event {
    public static final String TYPE = "job_result";

    public JobResult {
      jobs = List.copyOf(jobs);
      data = orNull(data);
    }

    /// A job as it is now.
    ///
    /// @param job its id
    /// @param paused whether it fires no more until it is resumed
    /// @param nextAt when it fires next, also where it is paused
    /// @param fired how often it has fired
    /// @param does the name of the handler that is told, or the method that is called
    public record Job(String job, boolean paused, Instant nextAt, long fired, String does) {}

    @Override
    public String type() {
      return TYPE;
    }
  }

  /// A payment was booked.
  ///
  /// @param v version of this record, now 1
  /// @param name of what was paid for: the handler that takes it
  /// @param order the order's id
  /// @param charge Telegram's id of the payment, which is unique
  /// @param user who paid
  /// @param currency `XTR` or an ISO 4217 code
  /// @param amount in the currency's smallest units
  /// @param paidAt when it was booked
  record PaymentMade(
      int v,
      String name,
      String order,
      String charge,
      long user,
      String currency,
      long amount,
      Instant paidAt,
      JsonNode data)
      implements Event {
    public static final String TYPE = "payment_made";

    public PaymentMade {
      data = orNull(data);
    }

    @Override
    public String type() {
      return TYPE;
    }
  }

  /// A payment was given back.
  ///
  /// @param v version of this record, now 1
  /// @param name of what had been paid for: the handler that takes it
  /// @param order the order's id
  /// @param charge Telegram's id of the payment
  /// @param user who had paid
  /// @param currency `XTR` or an ISO 4217 code
  /// @param amount in the currency's smallest units
  /// @param refundedAt when it was booked
  record Refund(
      int v,
      String name,
      String order,
      String charge,
      long user,
      String currency,
      long amount,
      Instant refundedAt,
      JsonNode data)
      implements Event {
    public static final String TYPE = "refund";

    public Refund {
      data = orNull(data);
    }

    @Override
    public String type() {
      return TYPE;
    }
  }

  /// What became of a command whose handler asked to be told; id `{command's id}:event`.
  ///
  /// @param v version of this record, now 1
  /// @param name of the handler that takes it
  record DeliveryResult(int v, String name, JsonNode data, CommandResult result) implements Event {
    public static final String TYPE = "delivery_result";

    public DeliveryResult {
      data = orNull(data);
    }

    @Override
    public String type() {
      return TYPE;
    }
  }

  /// Telegram refused a command because the person blocked the bot, left Telegram, or threw the bot
  /// out of the group.
  ///
  /// @param v version of this record, now 1
  /// @param chat as the command named it
  /// @param description Telegram's words
  record ChatBlocked(int v, String chat, String description) implements Event {
    public static final String TYPE = "chat_blocked";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /// A group became a supergroup and has another id; under the key of the group as it was.
  ///
  /// @param v version of this record, now 1
  /// @param from the group's id before
  /// @param to the supergroup's id
  record ChatMigrated(int v, long from, long to) implements Event {
    public static final String TYPE = "chat_migrated";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /// State that another key has handed over to this one.
  ///
  /// @param v version of this record, now 1
  /// @param from the key that it comes from
  /// @param user whose state it is within the chat; null: the chat's own
  /// @param values the state by names; null stands for a value that is gone
  record StateMoved(int v, String from, @Nullable Long user, JsonNode values) implements Event {
    public static final String TYPE = "state_moved";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /// A person is to be forgotten.
  ///
  /// @param v version of this record, now 1
  /// @param user who
  record Forget(int v, long user) implements Event {
    public static final String TYPE = "forget";

    @Override
    public String type() {
      return TYPE;
    }
  }
}
