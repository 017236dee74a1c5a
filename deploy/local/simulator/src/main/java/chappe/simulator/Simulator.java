// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.http.Health;
import chappe.common.http.ServerOptions;
import chappe.common.http.ServiceServer;
import chappe.common.json.Json;
import chappe.common.lifecycle.Service;
import chappe.common.metrics.Metrics;
import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.World;
import chappe.simulator.ledger.Call;
import chappe.simulator.ledger.CallFilter;
import chappe.simulator.ledger.Fault;
import chappe.simulator.ledger.Faults;
import chappe.simulator.ledger.Ledger;
import chappe.simulator.limit.Limits;
import chappe.simulator.limit.StrictMode;
import chappe.simulator.method.Methods;
import chappe.simulator.people.Person;
import chappe.simulator.people.RawUpdate;
import chappe.simulator.update.BotUpdates;
import chappe.simulator.update.UpdateKind;
import chappe.simulator.update.WebhookSender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A Telegram of our own: a bot's `TELEGRAM_API_URL` in tests and on a laptop. It runs from
/// [#start] to [#close]. Thread-safe.
public final class Simulator implements Service {
  private static final String NAME = "simulator";
  // What Telegram takes: texts may come in the query of a GET.
  private static final int MAX_HEADERS = 256 << 10;

  private final World world;
  private final Ledger ledger;
  private final Faults faults = new Faults(System::nanoTime);
  private final StrictMode strict = new StrictMode();
  private final EventStream events = new EventStream();
  private final Exchange exchange;
  private final WebhookSender sender;
  private final ServiceServer server;

  private Simulator(SimulatorOptions options) {
    world = new World(options.clock(), options.random(), events, this::pump);
    ledger = new Ledger(options.maxCalls(), options.maxCallBytes());
    strict.set(options.strict());
    exchange = new Exchange(world, new Methods(world), ledger, faults, strict, System::nanoTime);
    sender =
        new WebhookSender(
            options.answerTimeout(),
            () -> world.bots().stream().map(bot -> new Courier(bot, exchange, faults)).toList());
    Control control = new Control(world);
    server =
        ServiceServer.start(
            new ServerOptions(
                NAME,
                options.address(),
                "SIMULATOR_PORT",
                options.port(),
                ParameterReader.MAX_UPLOAD_BYTES + ParameterReader.MAX_BYTES,
                MAX_HEADERS),
            new Health(),
            new Metrics(NAME),
            routes -> {
              new BotApiRoutes(world, exchange).add(routes);
              new ControlRoutes(control, ledger, faults, events).add(routes);
              new PeopleRoutes(control).add(routes);
              new ChatRoutes(control).add(routes);
              new FileRoutes(world).add(routes);
              new LimitRoutes(strict).add(routes);
              new PaymentRoutes(control).add(routes);
              new PageRoutes().add(routes);
            });
    sender.start();
  }

  /// Starts on loopback and a free port.
  public static Simulator start() {
    return start(SimulatorOptions.DEFAULTS);
  }

  /// Starts a simulator; it serves when this returns.
  ///
  /// @throws chappe.common.http.PortTaken where the port is somebody else's
  public static Simulator start(SimulatorOptions options) {
    return new Simulator(options);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int port() {
    return server.port();
  }

  /// The address that bots call, without a slash at its end.
  public URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /// A person writes to the bot in a private chat.
  ///
  /// @param chat the person's id, which is the chat's too
  /// @return the update's id, 0 where the bot wants no such updates
  public long say(String token, long chat, String text) {
    return say(token, chat, chat, text);
  }

  /// A person writes in a chat that the bot is in.
  ///
  /// @return the update's id, 0 where the bot wants no such updates
  public long say(String token, long chat, long from, String text) {
    return person(token, from).in(chat).says(text).updateId().orElse(0);
  }

  /// A person in the private chat with the bot, to do all else that people do.
  public Person person(String token, long id) {
    return new Person(world, bot(token), id, id);
  }

  /// A person presses a button below one of the bot's messages in a private chat.
  ///
  /// @return the update's id, 0 where the bot wants no such updates
  /// @throws IllegalArgumentException where the chat has no such message
  public long press(String token, long chat, int message, String data) {
    return person(token, chat).presses(message, data).updateId().orElse(0);
  }

  /// Telegram makes an update of any kind.
  ///
  /// @param json the update; an `update_id` of its own is kept
  /// @return the update's id, 0 where the bot wants no such updates
  /// @throws IllegalArgumentException where no field names a known kind
  public long update(String token, String json) {
    JsonNode update = Json.tree(json.getBytes(StandardCharsets.UTF_8));
    UpdateKind kind =
        UpdateKind.of(update)
            .orElseThrow(() -> new IllegalArgumentException("no known kind of update"));
    return RawUpdate.send(world, bot(token), kind, (ObjectNode) update).orElse(0);
  }

  /// Every call that is still kept, oldest first.
  public List<Call> calls() {
    return calls(CallFilter.ALL);
  }

  /// The kept calls that a filter wants, oldest first.
  public List<Call> calls(CallFilter filter) {
    return ledger.calls(filter, Integer.MAX_VALUE);
  }

  /// Waits until there are enough calls that a filter wants.
  ///
  /// @return all of them, oldest first; fewer than wanted where the time is over
  public List<Call> awaitCalls(CallFilter filter, int count, Duration timeout) {
    try {
      return ledger.await(filter, count, timeout);
    } catch (InterruptedException _) {
      // the caller sees its interrupt, and what there is so far
      Thread.currentThread().interrupt();
      return calls(filter);
    }
  }

  /// The messages of a chat as the bot sees them, oldest first.
  public List<ObjectNode> messages(String token, long chat) {
    return bot(token).messages().messages(chat);
  }

  /// How many updates wait for the bot.
  public int pending(String token) {
    return bot(token).updates().state().pending();
  }

  /// The bot's webhook and what Telegram last complained of.
  public BotUpdates.State updates(String token) {
    return bot(token).updates().state();
  }

  /// Forgets all calls; their numbers go on.
  public void forgetCalls() {
    ledger.clear();
  }

  /// Switches a fault on; faults of one method are met in the order of their coming.
  public void fault(Fault fault) {
    faults.add(fault);
  }

  /// Refuses messages over these limits with 429 from now on; none for no limits. What was counted
  /// is forgotten.
  public void limits(Optional<Limits> limits) {
    strict.set(limits);
  }

  /// How many messages the limits have refused since they were set.
  public StrictMode.Refusals refusals() {
    return strict.refusals();
  }

  public void clearFaults() {
    faults.clear();
  }

  /// Stops serving and posting; what waits for bots is lost. A second time does nothing.
  @Override
  public void close() {
    sender.close();
    events.close();
    ledger.close();
    world.bots().forEach(bot -> bot.updates().close());
    server.close();
  }

  private void pump(BotAccount bot) {
    sender.pump(new Courier(bot, exchange, faults));
  }

  private BotAccount bot(String token) {
    return world
        .bot(token)
        .orElseThrow(() -> new IllegalArgumentException("not the shape of a bot's token"));
  }
}
