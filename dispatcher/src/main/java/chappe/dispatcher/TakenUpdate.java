// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Arguments;
import chappe.bot.Chat;
import chappe.bot.Context;
import chappe.bot.Kind;
import chappe.bot.Parameters;
import chappe.bot.User;
import com.fasterxml.jackson.databind.JsonNode;
import com.pengrad.telegrambot.model.Update;
import java.time.Instant;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/// What an update says to the route that has taken it. Confined to one call of a handler.
abstract class TakenUpdate implements Context {
  final Origin origin;
  final IncomingUpdate update;
  final RouteTable.Taken taken;
  private @Nullable Update typed;

  TakenUpdate(Origin origin, IncomingUpdate update, RouteTable.Taken taken) {
    this.origin = origin;
    this.update = update;
    this.taken = taken;
  }

  @Override
  public final String bot() {
    return origin.key().bot();
  }

  @Override
  public final String kind() {
    return update.kind();
  }

  @Override
  public final JsonNode json() {
    return update.json();
  }

  @Override
  public final Update update() {
    if (typed == null) {
      typed = TypeLibrary.update(update);
    }
    return typed;
  }

  @Override
  public final Instant receivedAt() {
    return origin.receivedAt();
  }

  @Override
  public final boolean hasChat() {
    return update.chat().isPresent();
  }

  @Override
  public final Chat chat() {
    return update.chat().orElseThrow(() -> lacks("chat"));
  }

  @Override
  public final boolean hasUser() {
    return update.user().isPresent();
  }

  @Override
  public final User user() {
    return update.user().orElseThrow(() -> lacks("user"));
  }

  @Override
  public final String text() {
    return update.text();
  }

  @Override
  public final String command() {
    return update.command().map(TypedCommand::name).orElse("");
  }

  @Override
  public final Arguments arguments() {
    return Arguments.of(update.command().map(TypedCommand::arguments).orElse(""));
  }

  @Override
  public final String payload() {
    return update
        .command()
        .filter(it -> it.name().equals("start"))
        .map(TypedCommand::arguments)
        .orElse("");
  }

  @Override
  public final MatchResult match() {
    return taken
        .found()
        .orElseThrow(
            () -> new IllegalStateException("only a text route with a pattern has a match"));
  }

  @Override
  public final Parameters parameters() {
    return taken.parameters();
  }

  @Override
  public final String data() {
    return update.data();
  }

  @Override
  public final String query() {
    return update.kind().equals(Kind.INLINE_QUERY)
        ? update.payload().path("query").asText("").strip()
        : "";
  }

  @Override
  public final String route() {
    return taken.route().label();
  }

  @Override
  public final int attempt() {
    return origin.attempt();
  }

  final IllegalStateException lacks(String what) {
    return new IllegalStateException("an update of kind '" + kind() + "' has no " + what);
  }
}
