// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.BadArguments;
import chappe.bot.CommandRoute;
import chappe.bot.FailurePolicy;
import chappe.bot.Filter;
import chappe.bot.Handler;
import chappe.bot.Middleware;
import java.util.regex.Pattern;

/// The route of a command. Thread-safe once its table is fixed.
final class RegisteredCommand extends RegisteredRoute implements CommandRoute {
  private final String description;
  private final Router router;
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,32}");
  private static final int DESCRIPTION_LIMIT = 256;

  private String arguments = "";
  private boolean hidden;

  RegisteredCommand(String name, String description, Handler handler, Router router) {
    super(checked(name, description), handler, router);
    this.description = description;
    this.router = router;
  }

  @Override
  public RegisteredCommand with(Middleware middleware) {
    super.with(middleware);
    return this;
  }

  @Override
  public RegisteredCommand when(Filter filter) {
    super.when(filter);
    return this;
  }

  @Override
  public RegisteredCommand hidden() {
    router.requireOpen();
    hidden = true;
    return this;
  }

  boolean isHidden() {
    return hidden;
  }

  String description() {
    return description;
  }

  @Override
  public RegisteredCommand onFailure(FailurePolicy policy) {
    super.onFailure(policy);
    return this;
  }

  @Override
  public RegisteredCommand usage(String arguments) {
    router.requireOpen();
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

  String usage(BadArguments mistake) {
    return "Usage: /" + label() + arguments + " (" + mistake.getMessage() + ")";
  }

  String helpLine() {
    return "/" + label() + arguments + " - " + description;
  }

  private static String checked(String name, String description) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the command '%s' must have 1 to 32 characters of a-z, 0-9 and _, without a slash"
              .formatted(name));
    }
    if (description.isBlank() || description.length() > DESCRIPTION_LIMIT) {
      throw new IllegalArgumentException(
          "the description of /%s must have 1 to %d characters".formatted(name, DESCRIPTION_LIMIT));
    }
    return name;
  }
}
