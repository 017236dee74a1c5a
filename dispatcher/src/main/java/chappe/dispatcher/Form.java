// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Context;
import chappe.bot.FailurePolicy;
import chappe.bot.Filter;
import chappe.bot.FormRoute;
import chappe.bot.Middleware;
import chappe.bot.Step;
import chappe.bot.form.Invalid;
import chappe.bot.form.Models;
import chappe.bot.form.Question;
import chappe.bot.form.Reading;
import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pengrad.telegrambot.model.request.ReplyKeyboardMarkup;
import com.pengrad.telegrambot.request.SendMessage;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A form: a conversation whose state is the question that is open, and the answers so far by the
/// fields' names. After a deploy with other questions it goes on with the first that is open.
///
/// @param <R> the record
final class Form<R extends Record> implements FormRoute<R> {
  static final String SKIP = "skip";

  private final Class<R> type;
  private final Router router;
  private final Conversation<Asked> conversation;

  /// By the field's name as in JSON.
  private final Map<String, Asking> questions = new LinkedHashMap<>();

  private @Nullable Completion<R> completion;

  /// @param question the field that is open
  /// @param answers those that were given, null where one was skipped
  record Asked(String question, ObjectNode answers) {}

  private record Asking(Question<?> question, String text, boolean optional) {}

  Form(String name, Class<R> type, Conversations conversations, Router router) {
    this.type = type;
    this.router = router;
    this.conversation =
        conversations.add(name, Asked.class, this::take, router).asking(this::ask).taking(SKIP);
  }

  @Override
  public Form<R> startedBy(String command, String description) {
    conversation.startedBy(command, description, _ -> next(Json.object()).orElseThrow());
    return this;
  }

  @Override
  public Form<R> ask(String component, Question<?> question, String text) {
    router.requireOpen();
    for (RecordComponent candidate : type.getRecordComponents()) {
      if (candidate.getName().equals(component)) {
        boolean optional = candidate.getType().equals(Optional.class);
        questions.put(Json.name(component), new Asking(question, text, optional));
        return this;
      }
    }
    throw new IllegalArgumentException(
        "%s has no component '%s' to ask for".formatted(type.getSimpleName(), component));
  }

  @Override
  public Form<R> timeout(Duration timeout) {
    conversation.timeout(timeout);
    return this;
  }

  @Override
  public Form<R> then(Completion<R> completed) {
    router.requireOpen();
    completion = completed;
    return this;
  }

  @Override
  public Form<R> when(Filter filter) {
    conversation.when(filter);
    return this;
  }

  @Override
  public Form<R> with(Middleware middleware) {
    conversation.with(middleware);
    return this;
  }

  @Override
  public Form<R> onFailure(FailurePolicy policy) {
    conversation.onFailure(policy);
    return this;
  }

  /// @throws IllegalArgumentException where the form can never be complete
  void check() {
    for (RecordComponent component : type.getRecordComponents()) {
      if (!component.getType().equals(Optional.class)
          && !questions.containsKey(Json.name(component.getName()))) {
        throw new IllegalArgumentException(
            "the form of %s never asks for '%s'"
                .formatted(type.getSimpleName(), component.getName()));
      }
    }
    if (completion == null || questions.isEmpty()) {
      throw new IllegalArgumentException(
          "the form of %s needs a question and then(…)".formatted(type.getSimpleName()));
    }
  }

  private void ask(Context context, Asked asked) {
    var asking = asking(asked);
    var text =
        ((HandlerContext) context).localizedOr(asking.text())
            + (asking.optional() ? "\n" + context.localized("form.skip") : "");
    var choices = asking.question().choices();
    if (choices.isEmpty()) {
      context.reply(text);
    } else {
      var rows = choices.stream().map(it -> new String[] {it}).toArray(String[][]::new);
      context.send(
          new SendMessage(context.chat().id(), text)
              .replyMarkup(
                  new ReplyKeyboardMarkup(rows).oneTimeKeyboard(true).resizeKeyboard(true)));
    }
  }

  private Step<Asked> take(Context context, Asked asked) throws Exception {
    if (!questions.containsKey(asked.question())) {
      return go(context, asked.answers());
    }
    var asking = asking(asked);
    var answers = asked.answers().deepCopy();
    if (context.command().equals(SKIP)) {
      if (!asking.optional()) {
        ask(context, asked);
        return Step.stay();
      }
      return go(context, answers.putNull(asked.question()));
    }
    return switch (asking.question().read(answer(context))) {
      case Reading.Good<?>(var value) -> {
        answers.set(asked.question(), Json.tree(value));
        yield go(context, answers);
      }
      case Reading.Bad<?>(var key, var arguments) -> {
        context.reply(context.localized(key, arguments.toArray()));
        yield Step.stay();
      }
    };
  }

  /// On to the first question that is open; where none is, to the end.
  private Step<Asked> go(Context context, ObjectNode answers) throws Exception {
    var open = next(answers);
    if (open.isPresent()) {
      return Step.next(open.get());
    }
    var known = answers.deepCopy().retain(questions.keySet());
    var read = Models.readLeniently(known.toString(), type);
    List<Invalid> mistakes =
        read.value().map(Models::mistakes).filter(_ -> read.rest().isEmpty()).orElse(read.rest());
    if (mistakes.isEmpty() && read.value().isPresent()) {
      java.util.Objects.requireNonNull(completion).handle(context, read.value().get());
      return Step.end();
    }
    for (Invalid mistake : mistakes) {
      context.reply(context.localized("form.invalid", mistake.field(), mistake.expectation()));
    }
    var again = answers.deepCopy();
    mistakes.forEach(it -> again.remove(it.field()));
    // A mistake of the record as a whole is nobody's: everything is asked again.
    return Step.next(next(again).or(() -> next(Json.object())).orElseThrow());
  }

  private Optional<Asked> next(ObjectNode answers) {
    return questions.keySet().stream()
        .filter(it -> !answers.has(it))
        .findFirst()
        .map(it -> new Asked(it, answers));
  }

  private Asking asking(Asked asked) {
    return Optional.ofNullable(questions.get(asked.question()))
        .orElseGet(() -> questions.values().iterator().next());
  }

  private static String answer(Context context) {
    JsonNode contact = context.json().path(context.kind()).path("contact").path("phone_number");
    return (contact.isTextual() ? contact.asText() : context.text()).strip();
  }
}
