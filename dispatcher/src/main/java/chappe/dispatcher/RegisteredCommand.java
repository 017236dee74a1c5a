// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.BadArguments;
import chappe.bot.CommandRoute;
import chappe.bot.FailurePolicy;
import chappe.bot.Handler;
import chappe.bot.Middleware;

/// The route of a command. Thread-safe once its table is fixed.
final class RegisteredCommand extends RegisteredRoute implements CommandRoute {
  private final String description;
  private final RouteTable table;
  private String arguments = "";

  RegisteredCommand(String name, String description, Handler handler, RouteTable table) {
    super(name, handler, table);
    this.description = description;
    this.table = table;
  }

  @Override
  public RegisteredCommand with(Middleware middleware) {
    super.with(middleware);
    return this;
  }

  @Override
  public RegisteredCommand onFailure(FailurePolicy policy) {
    super.onFailure(policy);
    return this;
  }

  @Override
  public RegisteredCommand usage(String arguments) {
    table.requireOpen();
    if (arguments.isBlank() || arguments.lines().count() > 1) {
      throw new IllegalArgumentException("the usage of /" + label() + " must be one line");
    }
    this.arguments = " " + arguments.strip();
    return this;
  }

  @Override
  String command() {
    return label();
  }

  @Override
  String usage(BadArguments mistake) {
    return "Usage: /" + label() + arguments + " (" + mistake.getMessage() + ")";
  }

  String helpLine() {
    return "/" + label() + arguments + " - " + description;
  }
}
