// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.BadArguments;
import chappe.bot.ErrorHandler;
import java.util.Iterator;

/// One call of a route's handler with all that goes around it. Confined to that call.
///
/// @param begun what the engine itself had sent and remembered before
/// @param attempts after how many a failure is final
record HandlerCall(
    RunningBot bot,
    RegisteredRoute route,
    HandlerContext context,
    Outbox outbox,
    HandlerContext.Mark begun,
    int attempts) {

  /// @throws Exception what neither the usage nor an error handler answered
  void run() throws Exception {
    try {
      bot.run(this::handle);
    } finally {
      outbox.close();
    }
  }

  private void handle() throws Exception {
    try {
      route.run(context);
    } catch (BadArguments e) {
      if (route instanceof RegisteredCommand command) {
        startAnew();
        context.reply(command.usage(e));
      } else {
        handOn(e, route.errorHandlers().iterator());
      }
    } catch (InterruptedException e) {
      // A stop, no failure.
      throw e;
    } catch (Exception e) {
      handOn(e, route.errorHandlers().iterator());
    }
  }

  private void handOn(Exception error, Iterator<ErrorHandler> outwards) throws Exception {
    if (!outwards.hasNext()) {
      if (context.attempt() >= attempts) {
        route.apology().ifPresent(context::apologise);
      }
      throw error;
    }
    startAnew();
    try {
      outwards.next().handle(context, error);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      handOn(e, outwards);
    }
  }

  private void startAnew() {
    context.back(begun);
  }
}
