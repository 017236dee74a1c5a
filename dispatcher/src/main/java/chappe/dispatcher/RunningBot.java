// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Bot;
import chappe.common.lifecycle.CannotStart;
import chappe.common.settings.Mistake;
import chappe.common.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// A bot that has been started, and its routes. Thread-safe.
///
/// @param username its name at Telegram; empty where it is not known
/// @param loader the class loader of its jar
/// @param texts in the languages that it speaks
/// @param build which build it is
record RunningBot(
    String name,
    RouteTable routes,
    Supplier<String> username,
    ClassLoader loader,
    Texts texts,
    BuildStamp build) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,32}");

  /// Something that calls the bot's code.
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /// Calls the bot's code on this thread.
  void run(Work work) throws Exception {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    // Libraries that look for their parts by the thread's loader find those of the bot's jar.
    thread.setContextClassLoader(loader);
    try {
      work.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /// Starts bots.
  ///
  /// @param usernames the username of a bot by its name
  /// @return the bots by their names
  /// @throws CannotStart where one has a bad name, the name of another, or does not start
  static Map<String, RunningBot> start(
      List<Bot> bots, Offers offers, Function<String, Supplier<String>> usernames) {
    Map<String, RunningBot> running = new LinkedHashMap<>();
    Set<Mistake> mistakes = new LinkedHashSet<>();
    for (Bot bot : bots) {
      RunningBot started;
      try {
        started = start(bot, offers, usernames);
      } catch (SettingsException e) {
        mistakes.addAll(e.mistakes());
        continue;
      }
      if (running.putIfAbsent(started.name(), started) != null) {
        throw new CannotStart("two bots are called '" + started.name() + "'");
      }
    }
    if (!mistakes.isEmpty()) {
      throw new SettingsException(mistakes);
    }
    return Map.copyOf(running);
  }

  private static RunningBot start(
      Bot bot, Offers offers, Function<String, Supplier<String>> usernames) {
    var routes = new RouteTable();
    try {
      var name = bot.name();
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "its name '" + name + "' must have 1 to 32 characters of a-z, 0-9, _ and -");
      }
      bot.start(offers.to(name));
      bot.configure(routes.root());
      routes.fix();
      var loader = bot.getClass().getClassLoader();
      return new RunningBot(
          name,
          routes,
          usernames.apply(name),
          loader,
          new Texts(loader),
          BuildStamp.of(bot.getClass()));
    } catch (SettingsException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new CannotStart(
          "the bot " + bot.getClass().getName() + " does not start: " + e.getMessage(), e);
    }
  }
}
