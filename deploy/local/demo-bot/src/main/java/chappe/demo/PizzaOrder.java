// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.demo;

import chappe.bot.Context;
import chappe.bot.Routes;
import chappe.bot.Step;
import java.time.Duration;
import java.util.Set;

/// `/order`: a conversation. What it knows so far is the state, a record for each question that is
/// open; where it goes from there is a switch. The state survives crashes and deploys, `/back` goes
/// back by a question, `/cancel` ends it.
final class PizzaOrder {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Set<String> SIZES = Set.of("small", "large");

  /// Which question is open, and what was answered before.
  sealed interface Question {
    record Size() implements Question {}

    record Topping(String size) implements Question {}

    record Sure(String size, String topping) implements Question {}
  }

  private PizzaOrder() {}

  static void on(Routes on) {
    on.conversation("order", Question.class, PizzaOrder::answer)
        .startedBy("order", "order a pizza", _ -> new Question.Size())
        .asking(PizzaOrder::ask)
        .timeout(PATIENCE)
        .timedOut(
            (context, _) -> context.reply("I have forgotten your order. /order begins anew."));
  }

  private static void ask(Context context, Question question) {
    context.reply(
        switch (question) {
          case Question.Size() -> "Which size, small or large?";
          case Question.Topping(var size) -> "What goes on your " + size + " pizza?";
          case Question.Sure(var size, var topping) ->
              "A " + size + " pizza with " + topping + ". Is that right? yes, or /back";
        });
  }

  private static Step<Question> answer(Context context, Question question) {
    var said = context.text().strip().toLowerCase(java.util.Locale.ROOT);
    return switch (question) {
      case Question.Size() when SIZES.contains(said) -> Step.next(new Question.Topping(said));
      case Question.Topping(var size) when !said.isEmpty() ->
          Step.next(new Question.Sure(size, said));
      case Question.Sure(var size, var topping) when said.equals("yes") -> {
        context.reply("Your " + size + " pizza with " + topping + " is on its way. 🍕");
        yield Step.end();
      }
      default -> {
        context.reply("I did not get that.");
        yield Step.stay();
      }
    };
  }
}
