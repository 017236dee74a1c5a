// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.json.Json;
import chappe.common.kafka.KafkaSettings;
import chappe.common.record.Event;
import chappe.common.record.Header;
import chappe.common.record.RecordKey;
import chappe.common.record.Topic;
import chappe.common.record.Traceparent;
import chappe.common.settings.Settings;
import chappe.dispatcher.DispatcherSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `chappe forget`.
@Command(
    name = "forget",
    description =
        "Erases a person: the entry in the registry, and what bots remember of that person in every"
            + " chat. The dispatchers do it in turn with the person's updates; common.forgotten"
            + " records it.")
final class ForgetCommand implements Callable<Integer> {
  private static final Duration DELIVERY = Duration.ofSeconds(30);

  private final Terminal terminal;

  @Parameters(paramLabel = "USER", description = "the person's id at Telegram")
  private long user;

  @Option(
      names = "--bot",
      paramLabel = "NAME",
      description = "only this bot, may be given several times; otherwise all of this line")
  private List<String> bots = new ArrayList<>();

  ForgetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = Loaded.settings(List.of(KafkaSettings.class, BotNames.class));
    List<String> asked =
        bots.isEmpty()
            ? settings.read(BotNames.class).bots().stream()
                .map(DispatcherSettings.Token::name)
                .toList()
            : bots;
    Instant now = InstantSource.system().instant();
    try (Producer<String, byte[]> producer =
        settings.read(KafkaSettings.class).clients().producer("chappe-forget", DELIVERY)) {
      for (String bot : asked) {
        producer.send(request(bot, now)).get();
        terminal.out().println(bot);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka did not take it; nothing is lost by asking again", e);
    }
    terminal.err().println("✅ Asked for; the dispatcher forgets as it reads.");
    return 0;
  }

  private ProducerRecord<String, byte[]> request(String bot, Instant now) {
    var event = new Event.Forget(1, user);
    String id = bot + ":forget:" + user + ":" + now.toEpochMilli();
    return new ProducerRecord<>(
        Topic.EVENTS.topicName(),
        null,
        RecordKey.chat(bot, user).toString(),
        Json.bytes(event),
        Header.of(bot, id, event.type(), now.toEpochMilli(), Traceparent.fresh()));
  }
}
