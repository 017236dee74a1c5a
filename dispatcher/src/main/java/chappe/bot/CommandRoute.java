// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// The [Route] of a command.
public interface CommandRoute extends Route {
  /// Names the command's arguments, for [Context#help] and for whoever gives wrong ones
  /// ([BadArguments]): `usage("MS TEXT")` of the command `slow` answers `Usage: /slow MS TEXT` and
  /// what was expected.
  ///
  /// @param arguments one line
  /// @return this route
  CommandRoute usage(String arguments);

  /// Leaves the command out of [Context#help] and of Telegram's menu; it works all the same.
  ///
  /// @return this route
  CommandRoute hidden();

  @Override
  CommandRoute with(Middleware middleware);

  @Override
  CommandRoute when(Filter filter);

  @Override
  CommandRoute onFailure(FailurePolicy policy);
}
