// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.simulator.chat.World;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.sse.SseClient;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/// What happens, to every page that is open, as Server-Sent Events. A page that cannot keep up
/// loses events and is told nothing; a simulator without pages spends nothing. Thread-safe; never
/// blocks whoever tells it something.
final class EventStream implements World.Watcher, AutoCloseable {
  private static final int MAX_WAITING = 1_000;

  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();

  @Override
  public void happened(String type, long bot, long chat, JsonNode what) {
    if (readers.isEmpty()) {
      return;
    }
    String event =
        new String(
            Json.bytes(
                Json.object()
                    .put("type", type)
                    .put("bot", bot)
                    .put("chat", chat)
                    .set("what", what)),
            StandardCharsets.UTF_8);
    readers.forEach(reader -> reader.offer(event));
  }

  void connect(SseClient client) {
    client.keepAlive();
    Reader reader = new Reader(client);
    readers.add(reader);
    client.onClose(() -> disconnect(reader));
    reader.thread.start();
  }

  @Override
  public void close() {
    readers.forEach(this::disconnect);
  }

  private void disconnect(Reader reader) {
    readers.remove(reader);
    reader.thread.interrupt();
  }

  /// One open page and the thread that writes to it.
  private static final class Reader {
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final SseClient client;
    private final Thread thread;

    private Reader(SseClient client) {
      this.client = client;
      this.thread = Thread.ofVirtual().name("simulator-events").unstarted(this::run);
    }

    private void offer(String event) {
      waiting.offer(event);
    }

    private void run() {
      try {
        client.sendComment("connected");
        while (!client.terminated()) {
          client.sendEvent("happened", waiting.take());
        }
      } catch (InterruptedException _) {
        // the page has gone, or the simulator closes: both end this thread
        client.close();
      }
    }
  }
}
