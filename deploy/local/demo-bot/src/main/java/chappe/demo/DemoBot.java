// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.Bot;
import chappe.bot.BotServices;
import chappe.bot.ChatType;
import chappe.bot.Context;
import chappe.bot.Routes;
import java.time.Duration;
import java.util.Optional;

/// The bot to read first, and to copy: each command shows one thing that the line does. What takes
/// more than a few lines has a class of its own beside this one. How such a bot is tested stands in
/// `DemoBotTest`.
///
/// The line finds it through its line in `META-INF/services/chappe.bot.Bot`. One object serves all
/// chats at once, so it keeps nothing of theirs in fields.
public final class DemoBot implements Bot {
  private static final long LONGEST_PAUSE = Duration.ofMinutes(10).toMillis();

  private Optional<Notes> notes = Optional.empty();
  private Optional<Neighbours> neighbours = Optional.empty();

  /// What a bot needs of the line is asked for here, before it says what it answers to.
  @Override
  public void start(BotServices services) {
    notes = Optional.of(new Notes(services));
    neighbours = Optional.of(new Neighbours(services));
  }

  /// What this bot answers to. The name and description of each command are what `/help` lists;
  /// `usage` is what a person reads who gets the arguments wrong.
  @Override
  public void configure(Routes on) {
    on.command("start", "say hello", this::start);
    on.command("help", "list what I can do", context -> context.reply(context.help()));
    on.command("echo", "say TEXT back", this::echo).usage("TEXT");
    on.command("count", "count how often this chat has asked", this::count);
    on.command("slow", "say TEXT back after MS milliseconds", this::slow).usage("MS TEXT");
    on.command("fail", "fail, to see what happens then", this::fail);
    PizzaOrder.on(on);
    Languages.on(on);
    Registration.on(on);
    Memory.on(on);
    notes.ifPresent(it -> it.on(on));
    Following.on(on);
    Sending.on(on);
    Reminders.on(on);
    Keyboards.on(on);
    Pictures.on(on);
    Groups.on(on);
    neighbours.ifPresent(it -> it.on(on));
    AskingTelegram.on(on);
    Figures.on(on);
    on.router(new Buttons()::configure);
    on.router(new Search()::configure);
    on.router(new Rules()::configure);
    on.fallback(this::fallback);
  }

  /// Whoever starts the bot is registered: known by name, role and language from then on. A reply
  /// goes to the chat that the update came from. Where a link or a button led here, what it carried
  /// is the payload.
  private void start(Context context) {
    if (context.hasUser()) {
      context.users().register();
    }
    if (context.payload().equals("rate_limit")) {
      context.reply("You have searched more than 30 times within a minute. Please wait a moment.");
      return;
    }
    var name = context.hasUser() ? ", " + context.user().firstName() : "";
    context.reply("Hello" + name + "! I am the demo bot. /help lists what I can do.");
  }

  /// Arguments are read word by word, or all at once as here. Where something is missing, `rest`
  /// throws, and the person reads the command's usage: there is nothing to check here.
  private void echo(Context context) {
    var text = context.arguments().rest();
    Figures.echoed(context, text);
    context.reply(text);
  }

  /// A session is what the bot remembers of a chat. It moves once per update, whatever crashes.
  private void count(Context context) {
    int times = context.session().get("count", Integer.class).orElse(0) + 1;
    context.session().put("count", times);
    context.reply(Integer.toString(times));
  }

  /// A handler may take its time: only its own chat waits, all others go on.
  private void slow(Context context) throws InterruptedException {
    var arguments = context.arguments();
    long millis = arguments.number(0, LONGEST_PAUSE);
    var text = arguments.rest();
    context.pause(Duration.ofMillis(millis));
    context.reply(text);
  }

  /// What a handler has sent when it fails never leaves. It is tried again, three times in all;
  /// then the update is put aside in `chappe.dead.dispatcher` and the chat goes on.
  private void fail(Context context) {
    context.reply("Nobody will ever read this.");
    throw new IllegalStateException("/fail always fails");
  }

  /// Whatever else is written to the bot ends here. In a group most of it is not meant for the bot,
  /// so there it keeps quiet.
  private void fallback(Context context) {
    if (context.chat().type() == ChatType.PRIVATE) {
      context.reply("I do not know what to do with that. /help lists what I can do.");
    }
  }
}
