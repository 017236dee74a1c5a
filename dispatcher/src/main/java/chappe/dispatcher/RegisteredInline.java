// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import chappe.bot.InlineOption;
import chappe.bot.InlineSearch;
import chappe.bot.Middleware;

/// The route of inline queries. Thread-safe once its table is fixed.
final class RegisteredInline extends RegisteredRoute {
  private final InlineHandler handler;

  RegisteredInline(InlineSearch search, Router router) {
    this(new InlineHandler(search), router);
  }

  private RegisteredInline(InlineHandler handler, Router router) {
    super("inline", handler, router);
    this.handler = handler;
  }

  @Override
  public RegisteredRoute with(Middleware middleware) {
    if (middleware instanceof InlineOption option) {
      requireOpen();
      handler.set(option);
      return this;
    }
    return super.with(middleware);
  }
}
