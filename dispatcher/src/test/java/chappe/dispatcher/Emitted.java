// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.common.consumer.Emitter;
import chappe.common.consumer.Session;
import chappe.common.consumer.SessionDirectory;
import chappe.common.json.Json;
import chappe.common.record.OutboundCommand;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was emitted for one record.
final class Emitted implements Emitter {
  private final List<Sent> all = new ArrayList<>();
  private final List<Sent> early = new ArrayList<>();
  private final Map<String, byte[]> sessions;

  /// @param sessions what is remembered, kept from one update to the next
  Emitted(Map<String, byte[]> sessions) {
    this.sessions = sessions;
  }

  @Override
  public Session session() {
    return new Kept("");
  }

  @Override
  public Session session(long user) {
    return new Kept(":" + user);
  }

  @Override
  public Optional<byte[]> committedSession() {
    return Optional.ofNullable(sessions.get(""));
  }

  @Override
  public SessionDirectory directory() {
    return new MemoryDirectory(sessions, "");
  }

  private final class Kept implements Session {
    private final String key;

    Kept(String key) {
      this.key = key;
    }

    @Override
    public Optional<byte[]> value() {
      return Optional.ofNullable(sessions.get(key));
    }

    @Override
    public void put(byte[] value) {
      sessions.put(key, value);
    }

    @Override
    public void forget() {
      sessions.remove(key);
    }
  }

  record Sent(Topic topic, String key, String type, byte[] value) {
    OutboundCommand command() {
      return Json.read(value, OutboundCommand.class);
    }

    String params() {
      return command().params().toString();
    }
  }

  List<Sent> all() {
    return List.copyOf(all);
  }

  Sent only() {
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " instead of one: " + all);
    }
    return all.getFirst();
  }

  List<String> texts() {
    return all.stream().map(it -> it.command().params().path("text").asText()).toList();
  }

  @Override
  public String emit(Topic topic, RecordKey key, String type, byte[] value) {
    all.add(new Sent(topic, key.toString(), type, value));
    return "id:" + all.size();
  }

  @Override
  public void emitAs(String id, Topic topic, RecordKey key, String type, byte[] value) {
    throw new UnsupportedOperationException("a handler's commands are numbered");
  }

  @Override
  public void early(Topic topic, RecordKey key, String type, byte[] value) {
    early.add(new Sent(topic, key.toString(), type, value));
  }

  /// What was sent before the handler ended.
  List<Sent> early() {
    return List.copyOf(early);
  }
}
