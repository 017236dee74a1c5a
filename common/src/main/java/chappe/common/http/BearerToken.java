// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.http;

import chappe.common.settings.Secret;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;

/// Lets only those pass who bring the token: `Authorization: Bearer …`. Without one the answer is
/// 401, with a wrong one 403. Thread-safe.
///
/// @param token compared in constant time
public record BearerToken(Secret token) {
  private static final String SCHEME = "Bearer ";

  /// The same route, for those who bring the token.
  public Handler guarding(Handler route) {
    return context -> {
      check(context);
      route.handle(context);
    };
  }

  private void check(Context context) {
    String given =
        Optional.ofNullable(context.header("Authorization"))
            .filter(it -> it.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            .map(it -> it.substring(SCHEME.length()).strip())
            .orElseThrow(
                () -> {
                  context.header("WWW-Authenticate", "Bearer");
                  return new Problem(401, "Authorization: Bearer with API_TOKEN is missing");
                });
    if (!token.matches(given)) {
      throw new Problem(403, "the token is not that of API_TOKEN");
    }
  }
}
