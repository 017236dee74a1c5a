// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Keyboard;
import chappe.bot.Outgoing;
import chappe.common.json.Json;
import chappe.common.record.OutboundCommand;
import chappe.common.record.OutboundCommand.ClaimedFile;
import chappe.common.record.OutboundCommand.OnResult;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.telegram.FilePart;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls of one method of the Bot API that share their options, before they leave. Confined to the
/// handler's call.
final class CallDraft implements Outgoing, Parcel {
  private final Outbox outbox;
  private final String method;
  private final List<ObjectNode> calls;
  private final List<FilePart> files;
  private Topic topic;
  private @Nullable OnResult onResult;
  private @Nullable Duration deleteAfter;
  private @Nullable Instant expiresAt;
  private OutboundCommand.Repeat repeat = OutboundCommand.Repeat.AT_LEAST_ONCE;

  CallDraft(
      Outbox outbox,
      String method,
      Lane lane,
      List<ObjectNode> calls,
      List<FilePart> files,
      @Nullable Instant expiresAt) {
    this.outbox = outbox;
    this.method = method;
    this.topic = lane.topic();
    this.calls = calls;
    this.files = files;
    this.expiresAt = expiresAt;
  }

  @Override
  public boolean calls(String name) {
    return method.equals(name);
  }

  @Override
  public Outgoing expiresAfter(Duration duration) {
    requireOpen();
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("an expiry must be over zero");
    }
    expiresAt = outbox.now().plus(duration);
    return this;
  }

  @Override
  public Outgoing atMostOnce() {
    requireOpen();
    repeat = OutboundCommand.Repeat.AT_MOST_ONCE;
    return this;
  }

  @Override
  public Outgoing bulk() {
    requireOpen();
    if (topic == Topic.OUTBOUND_URGENT) {
      throw new IllegalStateException(method + " answers a query, and has no time to wait");
    }
    topic = Topic.OUTBOUND_BULK;
    return this;
  }

  @Override
  public Outgoing deleteAfter(Duration duration) {
    requireOpen();
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("a message is deleted after more than no time");
    }
    deleteAfter = duration;
    return this;
  }

  @Override
  public Outgoing keyboard(Keyboard keyboard) {
    requireOpen();
    calls.getLast().set("reply_markup", keyboard.json());
    return this;
  }

  @Override
  public Outgoing option(String parameter, Object value) {
    requireOpen();
    calls.forEach(it -> it.set(parameter, Json.tree(value)));
    return this;
  }

  @Override
  public Outgoing onResult(String name, Object data) {
    requireOpen();
    onResult = outbox.told("result", name, data);
    return this;
  }

  @Override
  public void leave(Post post) {
    var claims = files.stream().map(post::put).toList();
    for (ObjectNode call : calls) {
      post.shorten(outbox.origin().bot(), call);
      post.emit(topic, key(call), OutboundCommand.TYPE, command(call, claims));
    }
  }

  private RecordKey key(ObjectNode call) {
    var chat = call.path("chat_id").asText("");
    return chat.isEmpty() ? outbox.origin() : new RecordKey(outbox.origin().bot(), chat);
  }

  private OutboundCommand command(ObjectNode call, List<ClaimedFile> claims) {
    return new OutboundCommand(1, method, call, expiresAt, repeat, claims, onResult, deleteAfter);
  }

  private void requireOpen() {
    if (outbox.isClosed()) {
      throw new IllegalStateException(method + " was changed after the handler had ended");
    }
  }
}
