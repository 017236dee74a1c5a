// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.json.Json;
import chappe.common.record.CommandResult;
import chappe.common.record.CommandResult.Outcome;
import chappe.common.record.Event;
import chappe.common.record.RecordKey;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.Topic;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What follows from a command's end: the records that are emitted for it, each with an id that
/// follows from the command's, so that readers recognise them when a crash has them written twice.
/// Pure.
final class Aftermath {
  private Aftermath() {}

  /// A record to be emitted.
  record Consequence(String id, Topic topic, RecordKey key, String type, byte[] value) {}

  static List<Consequence> of(Command command, Step.Done done) {
    var result = done.result();
    List<Consequence> all = new ArrayList<>();
    all.add(
        new Consequence(
            command.id() + ":result",
            Topic.RESULTS,
            command.key(),
            CommandResult.TYPE,
            Json.bytes(result)));
    command
        .told()
        .ifPresent(
            it ->
                all.add(
                    event(
                        command,
                        "event",
                        it.key(),
                        new Event.DeliveryResult(1, it.name(), it.data(), result))));
    var chat = command.call().params().path("chat_id");
    var migratedTo = result.migratedTo();
    if (migratedTo != null && chat.asLong(0) != 0) {
      all.add(
          event(
              command,
              "migrated",
              RecordKey.chat(command.bot(), chat.asLong()),
              new Event.ChatMigrated(1, chat.asLong(), migratedTo)));
    }
    if (result.outcome() == Outcome.BLOCKED && !chat.isMissingNode()) {
      var description = result.description();
      all.add(
          event(
              command,
              "blocked",
              new RecordKey(command.bot(), chat.asText()),
              new Event.ChatBlocked(1, chat.asText(), description == null ? "" : description)));
    }
    if (!done.messages().isEmpty()) {
      JsonNode where = migratedTo == null ? chat : LongNode.valueOf(migratedTo);
      command.call().deletedAfter().ifPresent(it -> all.add(deletion(command, where, done, it)));
    }
    return all;
  }

  private static Consequence deletion(
      Command command, JsonNode chat, Step.Done done, Duration after) {
    return new Consequence(
        command.id() + ":delete",
        Topic.SCHEDULES,
        new RecordKey(command.bot(), chat.asText()),
        ScheduleCommand.TYPE,
        Json.bytes(ScheduleCommand.delete(chat, done.messages(), after)));
  }

  private static Consequence event(Command command, String suffix, RecordKey key, Event event) {
    return new Consequence(
        command.id() + ":" + suffix, Topic.EVENTS, key, event.type(), Json.bytes(event));
  }
}
