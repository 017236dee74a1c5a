// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import chappe.common.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Jdbi;

/// What the line offers a bot at its start. Thread-safe.
public interface BotServices {
  /// The name under which the bot is run.
  String name();

  /// The clock to ask for the time: a test can set it.
  InstantSource clock();

  /// Settings and secrets of the bot's own, from where the line's come from: a record whose
  /// components are declared by [chappe.common.settings.Setting], with Jakarta constraints. Secrets
  /// are of type [chappe.common.settings.Secret]. Within [Bot#start] only: what is wrong there is
  /// reported together with everything else that is wrong.
  ///
  /// @throws chappe.common.settings.SettingsException where one is missing or wrong: let it through
  <R extends Record> R settings(Class<R> type);

  /// Hears of a secret whose file was written anew while the bot runs, within two seconds. A
  /// [Secret] of [#settings] follows by itself; this is for what was made of it, such as a
  /// connection. The listener gets the old and the new value on a thread that looks after all
  /// secrets: it must not take long. What it throws is an ERROR line, and it is called once per
  /// change. In unit tests of bots nothing ever changes.
  ///
  /// @param name of the setting, such as `SHOP_KEY`
  /// @throws IllegalArgumentException where it is not set
  void onRotation(String name, BiConsumer<Secret, Secret> listener);

  /// The bot's own tables: those that `chappe migrate` makes of the steps in `db/migration` of its
  /// jar, in a schema of its own (`bot_` and its name). Connects at the first use; the statements
  /// of a handler are its own to repeat, see [Context#idempotencyKey].
  ///
  /// @throws IllegalStateException in unit tests of bots, which have no database
  Jdbi jdbi();

  /// The bot's own figures.
  BotMetrics metrics();

  /// Declares one of the author's own services, for [Context#http]. Within [Bot#start] only.
  ///
  /// @param name by which handlers call it, and the log names it
  /// @param address such as `https://shop.example.org/v1`
  /// @return how it is called, to be changed
  /// @throws IllegalArgumentException where the address is none, or the name is taken
  HttpOptions http(String name, URI address);

  /// Checks what a Mini App of this bot has sent, as [InitData#check] does, with the bot's token.
  ///
  /// @param initData as the app got it from Telegram, not decoded
  /// @param longest how old it may be
  /// @throws BadInitData where it is not to be trusted
  /// @throws IllegalStateException where the dispatcher has no token of the bot
  InitData initData(String initData, Duration longest);
}
