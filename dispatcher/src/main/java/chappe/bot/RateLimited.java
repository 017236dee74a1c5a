// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import java.time.Duration;

/// The middleware that [Middlewares#perUser] and [Middlewares#perChat] give: a token bucket for
/// each user or chat, shared through Redis. Whoever has used it up is told so once per window.
/// Immutable and thread-safe.
public final class RateLimited implements Middleware {
  private static final String INLINE_PARAMETER = "rate_limit";

  private final boolean chat;
  private final int most;
  private final Duration window;
  private final int cost;
  private final String name;

  RateLimited(boolean chat, int most, Duration window, int cost, String name) {
    if (most < 1 || cost < 1 || cost > most) {
      throw new IllegalArgumentException(
          "a limit must be at least 1, and a cost from 1 to the limit");
    }
    if (!window.isPositive()) {
      throw new IllegalArgumentException("a window must be over zero");
    }
    this.chat = chat;
    this.most = most;
    this.window = window;
    this.cost = cost;
    this.name = name;
  }

  /// How many tokens one update takes, 1 to the limit.
  public RateLimited cost(int tokens) {
    return new RateLimited(chat, most, window, tokens, name);
  }

  /// Lets all routes whose limits have this name share one bucket; otherwise each route has its
  /// own.
  public RateLimited shared(String bucket) {
    return new RateLimited(chat, most, window, cost, bucket);
  }

  @Override
  public void handle(Context context, Next next) throws Exception {
    if (chat ? !context.hasChat() : !context.hasUser()) {
      next.run();
      return;
    }
    var whose = chat ? "chat:" + context.chat().id() : "user:" + context.user().id();
    var bucket = name.isEmpty() ? context.route() : name;
    switch (context.limit(bucket + ":" + whose).take(cost, most, window)) {
      case ALLOWED -> next.run();
      case REFUSED -> refuse(context);
      case REFUSED_AGAIN -> {
        // An inline query that is not answered leaves the person waiting.
        if (context.kind().equals(Kind.INLINE_QUERY)) {
          refuse(context);
        }
      }
    }
  }

  private static void refuse(Context context) {
    if (context.kind().equals(Kind.INLINE_QUERY)) {
      context.refuse(context.localized("inline.limit"), INLINE_PARAMETER);
    } else {
      context.refuse(context.localized("limit.wait"));
    }
  }
}
