// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.author;

import chappe.bot.Routes;
import chappe.dispatcher.MemoryLine;
import com.pengrad.telegrambot.utility.BotUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// One message among 50 routes, as JMH measures it: microseconds for each call.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OneUpdate {
  private static final int COMMANDS = 25;
  private static final int BUTTONS = 15;
  private static final int TEXTS = 9;

  private final MemoryLine line =
      MemoryLine.start(OneUpdate::configure, "demo_bot", Instant.EPOCH, Map.of());
  private final byte[] bytes =
      """
      {"update_id":10000,"message":{"date":1441645532,"chat":{"last_name":"Lovelace","id":1111111,\
      "type":"private","first_name":"Ada","username":"ada"},"message_id":1365,"from":{"last_name":\
      "Lovelace","id":1111111,"is_bot":false,"first_name":"Ada","username":"ada","language_code":"en"},\
      "text":"/command20 two words","entities":[{"offset":0,"length":10,"type":"bot_command"}]}}
      """
          .getBytes(StandardCharsets.UTF_8);
  private final MemoryLine.Parsed parsed = MemoryLine.parse(bytes);

  /// What reading an update for its route takes.
  @Benchmark
  public Object parse() {
    return MemoryLine.parse(bytes);
  }

  /// The same by the type library, which most Java bots do for each update.
  @Benchmark
  public Object typeLibraryParse() {
    return BotUtils.parseUpdate(new String(bytes, StandardCharsets.UTF_8));
  }

  /// Which of 50 routes takes it.
  @Benchmark
  public Object route() {
    return line.route(parsed);
  }

  /// All of it: read, routed, through three middlewares and the handler, and its reply as the
  /// command's bytes.
  @Benchmark
  public Object dispatch() {
    return line.update(bytes);
  }

  private static void configure(Routes on) {
    for (int i = 1; i <= COMMANDS; i++) {
      on.command("command" + i, "one of many", it -> it.reply(it.arguments().rest()))
          .with((_, next) -> next.run())
          .with((_, next) -> next.run())
          .with((_, next) -> next.run());
    }
    for (int i = 1; i <= BUTTONS; i++) {
      on.callback("button" + i + ":{id:number}", it -> it.answer(""));
    }
    for (int i = 1; i <= TEXTS; i++) {
      on.text(Pattern.compile("^word" + i), it -> it.reply("word"));
    }
    on.fallback(it -> it.reply("what?"));
  }
}
