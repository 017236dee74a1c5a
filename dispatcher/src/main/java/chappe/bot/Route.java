// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// A handler's place among the [Routes]. To be used inside [Bot#configure] only, by one thread.
public interface Route {
  /// Puts a middleware around the handler. The first one added is the outermost: it runs first and
  /// ends last.
  ///
  /// @return this route
  Route with(Middleware middleware);

  /// Lets the route take only what passes; what does not goes on to the next route. Several filters
  /// must all say yes.
  ///
  /// @return this route
  Route when(Filter filter);

  /// Says what becomes of the chat when the handler, or a middleware of this route, has failed for
  /// the last time; [FailurePolicy#deadLetter] unless it is said. The last call counts.
  ///
  /// @return this route
  Route onFailure(FailurePolicy policy);
}
