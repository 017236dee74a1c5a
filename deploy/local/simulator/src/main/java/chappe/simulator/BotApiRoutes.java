// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator;

import chappe.common.json.Json;
import chappe.simulator.chat.BotAccount;
import chappe.simulator.chat.World;
import chappe.simulator.method.Answer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Bot API as bots see it: `/bot<token>/<method>`.
final class BotApiRoutes {
  private static final Logger log = LoggerFactory.getLogger(BotApiRoutes.class);
  private static final String PATH = "/bot{token}/{method}";

  private final World world;
  private final Exchange exchange;

  BotApiRoutes(World world, Exchange exchange) {
    this.world = world;
    this.exchange = exchange;
  }

  void add(RoutesConfig routes) {
    routes.get(PATH, this::call);
    routes.post(PATH, this::call);
  }

  private void call(Context context) throws InterruptedException {
    try {
      answer(context);
    } catch (RuntimeException e) {
      // the server's own words for it would log the path, and the path has the token
      log.error("a call failed", e);
      refuse(context, Answer.refused(500, "Internal Server Error"));
    }
  }

  private void answer(Context context) throws InterruptedException {
    Optional<BotAccount> bot = world.bot(context.pathParam("token"));
    if (bot.isEmpty()) {
      refuse(context, Answer.refused(401, "Unauthorized"));
      return;
    }
    switch (ParameterReader.read(context)) {
      case ParameterReader.Read.Bad bad -> refuse(context, bad.answer());
      case ParameterReader.Read.Good good ->
          reply(
              context,
              exchange.call(bot.get(), context.pathParam("method"), good.parameters(), false));
    }
  }

  private static void refuse(Context context, Answer.Refused answer) {
    reply(context, new Exchange.Reply(answer.status(), Json.bytes(answer.body()), 0));
  }

  private static void reply(Context context, Exchange.Reply reply) {
    if (reply.status() == 0) {
      ServletContextRequest.getServletContextRequest(context.req())
          .getConnectionMetaData()
          .getConnection()
          .getEndPoint()
          .close();
      return;
    }
    if (reply.retryAfter() > 0) {
      context.header("Retry-After", Integer.toString(reply.retryAfter()));
    }
    context.status(reply.status()).contentType("application/json").result(reply.body());
  }
}
