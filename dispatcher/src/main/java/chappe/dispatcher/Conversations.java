// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.ConversationRoute;
import chappe.bot.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The conversations of a bot: which of them takes an update. After registration thread-safe.
final class Conversations {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,32}");

  /// What a person says with; everything else in a message is Telegram's own doing (Bot API,
  /// Message).
  private static final List<String> SAID =
      List.of(
          "text",
          "photo",
          "document",
          "contact",
          "location",
          "venue",
          "voice",
          "audio",
          "video",
          "video_note",
          "animation",
          "sticker",
          "dice",
          "poll",
          "story");

  private static final Set<String> OURS = Set.of(Conversation.CANCEL, Conversation.BACK, Form.SKIP);

  private final Map<String, Conversation<?>> all = new LinkedHashMap<>();

  <S> Conversation<S> add(
      String name, Class<S> states, ConversationRoute.Answers<S> answers, Router router) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the conversation '%s' must have 1 to 32 characters of a-z, 0-9, _ and -"
              .formatted(name));
    }
    var conversation = new Conversation<>(name, states, answers, router);
    if (all.putIfAbsent(name, conversation) != null) {
      throw new IllegalArgumentException("the conversation '" + name + "' is registered twice");
    }
    return conversation;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// @throws IllegalArgumentException where there is none of that name
  Conversation<?> named(String name) {
    return Optional.ofNullable(all.get(name))
        .orElseThrow(() -> new IllegalArgumentException("there is no conversation '" + name + "'"));
  }

  /// The conversation that somebody is in and goes on with by this update. Costs a read of the
  /// session where the bot has conversations and the update may be an answer.
  Optional<RouteTable.Taken> take(
      IncomingUpdate update, Origin origin, Supplier<String> username, HandlerSessions sessions) {
    if (all.isEmpty() || update.user().isEmpty() || update.chat().isEmpty()) {
      return Optional.empty();
    }
    boolean command = update.command().isPresent();
    if (!mayAnswer(update) || (command && !isOurs(update, username))) {
      return Optional.empty();
    }
    var talk = new Talk(sessions.user(update.user().get().id()));
    var name = talk.name();
    if (name.isEmpty() || (command && talk.isOver(origin.receivedAt()))) {
      return Optional.empty();
    }
    var conversation = all.get(name);
    if (conversation == null) {
      // A deploy has removed it.
      talk.putAside();
      return Optional.empty();
    }
    if (update.kind().equals(Kind.CALLBACK_QUERY) && !update.data().startsWith(name + ":")) {
      return Optional.empty();
    }
    if (command
        && !update.command().map(TypedCommand::name).filter(conversation::takes).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(conversation.route())
        .filter(it -> it.accepts(update))
        .map(RouteTable.Taken::of);
  }

  private static boolean mayAnswer(IncomingUpdate update) {
    return update.kind().equals(Kind.CALLBACK_QUERY)
        || (update.kind().equals(Kind.MESSAGE) && SAID.stream().anyMatch(update.payload()::has));
  }

  private static boolean isOurs(IncomingUpdate update, Supplier<String> username) {
    return update
        .command()
        .filter(it -> OURS.contains(it.name()))
        .filter(it -> it.addresses(username))
        .isPresent();
  }
}
