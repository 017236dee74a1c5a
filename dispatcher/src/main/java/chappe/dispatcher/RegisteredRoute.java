// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.BadArguments;
import chappe.bot.Context;
import chappe.bot.FailurePolicy;
import chappe.bot.Handler;
import chappe.bot.Middleware;
import chappe.bot.Route;
import chappe.common.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;

/// A handler with its middlewares. Thread-safe once its table is fixed.
sealed class RegisteredRoute implements Route permits RegisteredCommand {
  private final String label;
  private final Handler handler;
  private final RouteTable table;
  private final List<Middleware> middlewares = new ArrayList<>();
  private FailurePolicy onFailure = FailurePolicy.deadLetter();

  RegisteredRoute(String label, Handler handler, RouteTable table) {
    this.label = label;
    this.handler = handler;
    this.table = table;
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
    table.requireOpen();
    middlewares.add(middleware);
    return this;
  }

  @Override
  public RegisteredRoute onFailure(FailurePolicy policy) {
    table.requireOpen();
    onFailure = policy;
    return this;
  }

  final FailurePolicy onFailure() {
    return onFailure;
  }

  final void run(Context context) throws Exception {
    run(context, 0);
  }

  /// What a person is told whose arguments do not fit.
  ///
  /// @throws BadArguments as it came, where the route has no usage
  String usage(BadArguments mistake) {
    throw mistake;
  }

  private void run(Context context, int from) throws Exception {
    if (from == middlewares.size()) {
      handler.handle(context);
      return;
    }
    middlewares.get(from).handle(context, new Rest(context, from + 1));
  }

  private final class Rest implements Middleware.Next {
    private final Context context;
    private final int from;
    private boolean called;

    private Rest(Context context, int from) {
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
      RegisteredRoute.this.run(context, from);
    }
  }
}
