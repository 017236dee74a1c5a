// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.ErrorHandler;
import chappe.bot.FailurePolicy;
import chappe.bot.Filter;
import chappe.bot.Handler;
import chappe.bot.Middleware;
import chappe.bot.Route;
import chappe.common.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A handler with its middlewares. Thread-safe once its table is fixed.
sealed class RegisteredRoute implements Route permits RegisteredCommand, RegisteredInline {
  private final String label;
  private final Handler handler;
  private final Router router;
  private final List<Middleware> middlewares = new ArrayList<>();
  private final List<Filter> filters = new ArrayList<>();
  private List<ErrorHandler> errorHandlers = List.of();
  private FailurePolicy onFailure = FailurePolicy.deadLetter();

  RegisteredRoute(String label, Handler handler, Router router) {
    this.label = label;
    this.handler = handler;
    this.router = router;
  }

  final void requireOpen() {
    router.requireOpen();
  }

  /// Its name in the metrics: an author's constant, never a person's text.
  final String label() {
    return label;
  }

  /// The command that leads here, for the metrics.
  String command() {
    return Metrics.OTHER;
  }

  @Override
  public RegisteredRoute with(Middleware middleware) {
    requireOpen();
    Router.check(middleware);
    middlewares.add(middleware);
    return this;
  }

  @Override
  public RegisteredRoute when(Filter filter) {
    router.requireOpen();
    filters.add(filter);
    return this;
  }

  @Override
  public RegisteredRoute onFailure(FailurePolicy policy) {
    router.requireOpen();
    onFailure = policy;
    return this;
  }

  final FailurePolicy onFailure() {
    return onFailure;
  }

  /// Takes over what goes around all routes of the router.
  final void fix() {
    middlewares.addAll(0, router.middlewares());
    filters.addAll(0, router.filters());
    errorHandlers = router.errorHandlers();
  }

  /// Whether some updates do not pass.
  final boolean isFiltered() {
    return !filters.isEmpty();
  }

  final boolean accepts(IncomingUpdate update) {
    for (Filter filter : filters) {
      if (!filter.accepts(update)) {
        return false;
      }
    }
    return true;
  }

  /// What a person reads whose update has failed for the last time.
  final Optional<String> apology() {
    return router.apology();
  }

  /// Who is told of a failure, the nearest first.
  final List<ErrorHandler> errorHandlers() {
    return errorHandlers;
  }

  final void run(HandlerContext context) throws Exception {
    run(context, 0);
  }

  private void run(HandlerContext context, int from) throws Exception {
    if (from == middlewares.size()) {
      handler.handle(context);
      return;
    }
    middlewares.get(from).handle(context, new Rest(context, from + 1));
  }

  private final class Rest implements Middleware.Next {
    private final HandlerContext context;
    private final int from;
    private boolean called;

    private Rest(HandlerContext context, int from) {
      this.context = context;
      this.from = from;
    }

    @Override
    public void run() throws Exception {
      if (called) {
        throw new IllegalStateException(
            "middleware %d of the route '%s' went on twice".formatted(from, label));
      }
      called = true;
      var mark = context.mark();
      try {
        RegisteredRoute.this.run(context, from);
      } catch (Exception e) {
        context.back(mark);
        called = false;
        throw e;
      }
    }
  }
}
