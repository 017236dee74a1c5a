// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Job;
import chappe.bot.JobChange;
import chappe.common.json.Json;
import chappe.common.record.OutboundCommand;
import chappe.common.record.ScheduleCommand;
import chappe.common.record.ScheduleCommand.Action;
import chappe.common.record.ScheduleCommand.Firing;
import chappe.common.record.ScheduleCommand.Missed;
import chappe.common.record.ScheduleCommand.When;
import chappe.common.record.Topic;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pengrad.telegrambot.request.BaseRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job before it is said what it does. Confined to the handler's call.
final class JobDraft implements Job {
  private final HandlerSchedule schedule;
  private When when;
  private String id;
  private Action action = Action.SCHEDULE;
  private @Nullable String lane;

  /// @param id unless it is given another one
  JobDraft(HandlerSchedule schedule, When when, String id) {
    this.schedule = schedule;
    this.when = when;
    this.id = id;
  }

  @Override
  public Job id(String name) {
    id = name;
    return this;
  }

  @Override
  public Job replacing() {
    action = Action.REPLACE;
    return this;
  }

  @Override
  public Job from(Instant moment) {
    when = when.from(moment);
    return this;
  }

  @Override
  public Job until(Instant moment) {
    when = when.until(moment);
    return this;
  }

  @Override
  public Job times(long number) {
    when = when.times(number);
    return this;
  }

  @Override
  public Job missed(Missed policy) {
    when = when.missed(policy);
    return this;
  }

  @Override
  public Job bulk() {
    lane = "bulk";
    return this;
  }

  @Override
  public JobChange reply(String text) {
    var parts = TextParts.of(text, schedule.textLimit());
    if (parts.size() > 1) {
      throw new IllegalArgumentException("a job writes one message, and this text is longer");
    }
    return call("sendMessage", schedule.address().put("text", parts.getFirst()));
  }

  @Override
  public JobChange send(BaseRequest<?, ?> request) {
    var method = request.getMethod();
    var call = TypeLibrary.parameters(request);
    if (Lane.of(method).topic() == Topic.OUTBOUND_URGENT) {
      throw new IllegalArgumentException(method + " answers a query, and has no time to wait");
    }
    var chat = call.path("chat_id").asText("");
    if (!chat.isEmpty() && !chat.equals(schedule.key().owner())) {
      throw new IllegalArgumentException(
          "the job belongs to the chat %s, the call to %s: make it in(%s)"
              .formatted(schedule.key().owner(), chat, chat));
    }
    return call(method, call);
  }

  private JobChange call(String method, ObjectNode params) {
    var command = OutboundCommand.of(method, params);
    return make(new Firing(command, lane, null, null));
  }

  @Override
  public JobChange tell(String name, Object data) {
    JsonNode json = Json.tree(data);
    return make(Firing.event(EventRoutes.checked("job", name), json));
  }

  private JobChange make(Firing fires) {
    return schedule.add(new ScheduleCommand(1, action, id, when, fires, null));
  }
}
