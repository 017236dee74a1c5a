// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.Context;
import chappe.bot.ConversationRoute;
import chappe.bot.FailurePolicy;
import chappe.bot.Filter;
import chappe.bot.Middleware;
import chappe.bot.Step;
import chappe.common.record.Event.JobDue;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A registered conversation. After registration immutable and thread-safe.
///
/// @param <S> its state
final class Conversation<S> implements ConversationRoute<S> {
  static final String CANCEL = "cancel";
  static final String BACK = "back";

  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  /// How the names of the jobs begin that tell when the time is over.
  private static final String JOB = "conversation.";

  private final String name;
  private final StateType<S> type;
  private final Class<S> states;
  private final Answers<S> answers;
  private final Router router;
  private final RegisteredRoute route;
  private Questions<S> questions = (_, _) -> {};
  private Migration<S> migration = (_, _) -> Optional.empty();
  private @Nullable Start<S> start;
  private @Nullable Questions<S> timedOut;
  private Duration timeout = TIMEOUT;
  private String command = "";

  Conversation(String name, Class<S> states, Answers<S> answers, Router router) {
    this.name = name;
    this.states = states;
    this.type = new StateType<>(states);
    this.answers = answers;
    this.router = router;
    this.route = router.conversation(name, context -> take(inner(context)));
  }

  String name() {
    return name;
  }

  /// What takes an answer, with its middlewares.
  RegisteredRoute route() {
    return route;
  }

  /// Says that this command is an answer as well.
  Conversation<S> taking(String answer) {
    command = answer;
    return this;
  }

  /// Whether a command goes to the conversation and not to its own route.
  boolean takes(String name) {
    return name.equals(CANCEL) || name.equals(BACK) || name.equals(command);
  }

  @Override
  public Conversation<S> startedBy(String command, String description, Start<S> first) {
    router.requireOpen();
    start = first;
    router.command(command, description, context -> begin(inner(context), first.state(context)));
    return this;
  }

  @Override
  public Conversation<S> asking(Questions<S> asked) {
    router.requireOpen();
    questions = asked;
    return this;
  }

  @Override
  public Conversation<S> timeout(Duration longest) {
    router.requireOpen();
    if (!longest.isPositive()) {
      throw new IllegalArgumentException("a conversation's timeout must be over zero");
    }
    timeout = longest;
    return this;
  }

  @Override
  public Conversation<S> timedOut(Questions<S> told) {
    router.requireOpen();
    timedOut = told;
    router.job(JOB + name, (context, due) -> over(inner(context), due, told));
    return this;
  }

  @Override
  public Conversation<S> migrating(Migration<S> way) {
    router.requireOpen();
    migration = way;
    return this;
  }

  @Override
  public Conversation<S> when(Filter filter) {
    route.when(filter);
    return this;
  }

  @Override
  public Conversation<S> with(Middleware middleware) {
    route.with(middleware);
    return this;
  }

  @Override
  public Conversation<S> onFailure(FailurePolicy policy) {
    route.onFailure(policy);
    return this;
  }

  /// Begins with a state, in place of whatever conversation there is.
  ///
  /// @throws IllegalArgumentException where the state is of another conversation
  void begin(HandlerContext context, Object state) throws Exception {
    if (!states.isInstance(state)) {
      throw new IllegalArgumentException(
          "the conversation '%s' has states of %s, not %s"
              .formatted(name, states.getSimpleName(), state.getClass().getSimpleName()));
    }
    var first = states.cast(state);
    talk(context).begin(name, type.write(first), context.receivedAt().plus(timeout));
    await(context);
    questions.ask(context, first);
  }

  private void take(HandlerContext context) throws Exception {
    var talk = talk(context);
    if (talk.isOver(context.receivedAt())) {
      talk.end();
      context.reply(context.localized("conversation.timeout"));
    } else if (context.command().equals(CANCEL)) {
      end(context, talk);
      context.reply(context.localized("conversation.cancelled"));
    } else if (context.command().equals(BACK)) {
      back(context, talk);
    } else {
      var state = state(talk);
      if (state.isPresent()) {
        go(context, talk, answers.handle(context, state.get()));
      } else {
        restart(context, talk);
      }
    }
  }

  private void go(HandlerContext context, Talk talk, Step<S> step) throws Exception {
    switch (step) {
      case Step.Next<S>(S next) -> {
        talk.enter(type.write(next), context.receivedAt().plus(timeout));
        await(context);
        questions.ask(context, next);
      }
      case Step.Stay<S> _ -> {
        talk.last(context.receivedAt().plus(timeout));
        await(context);
      }
      case Step.Back<S> _ -> back(context, talk);
      case Step.End<S> _ -> end(context, talk);
    }
  }

  private void end(HandlerContext context, Talk talk) {
    talk.end();
    if (timedOut != null) {
      context.schedule().cancel(job(context.user().id()));
    }
  }

  /// Has the scheduler tell when the time is over; the job before this one is replaced.
  private void await(HandlerContext context) {
    if (timedOut != null) {
      long user = context.user().id();
      context.schedule().after(timeout).id(job(user)).tell(JOB + name, user);
    }
  }

  private String job(long user) {
    return "conversation:" + name + ":" + user;
  }

  private void over(HandlerContext context, JobDue due, Questions<S> told) throws Exception {
    var talk = new Talk(context.memory(due.data().asLong()));
    // An answer that came just before has moved the end.
    if (!talk.name().equals(name) || !talk.isOver(due.dueAt().plusMillis(1))) {
      return;
    }
    var state = state(talk);
    talk.end();
    if (state.isPresent()) {
      told.ask(context, state.get());
    }
  }

  private void back(HandlerContext context, Talk talk) throws Exception {
    talk.leaveState(context.receivedAt().plus(timeout));
    await(context);
    var state = state(talk);
    if (state.isPresent()) {
      questions.ask(context, state.get());
    } else {
      restart(context, talk);
    }
  }

  /// The state, by way of the migration where it was written by another version.
  private Optional<S> state(Talk talk) {
    return talk.state()
        .flatMap(
            written ->
                type.read(written)
                    .or(
                        () ->
                            migration.migrated(
                                written.path("type").asText(""), written.path("value"))));
  }

  private void restart(HandlerContext context, Talk talk) throws Exception {
    talk.putAside();
    context.reply(context.localized("conversation.changed"));
    var first = start;
    if (first != null) {
      begin(context, first.state(context));
    }
  }

  private static Talk talk(HandlerContext context) {
    return new Talk(context.memory());
  }

  private static HandlerContext inner(Context context) {
    return (HandlerContext) context;
  }
}
