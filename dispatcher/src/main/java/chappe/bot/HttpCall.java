// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// A call that is about to be made. Not thread-safe.
public interface HttpCall {
  /// Adds a parameter to the address.
  HttpCall query(String name, Object value);

  /// Adds a header.
  HttpCall header(String name, String value);

  /// Sends JSON along.
  ///
  /// @param value anything that Jackson can turn into JSON
  HttpCall body(Object value);

  /// Makes the call, and waits for its turn, its answer and its tries.
  ///
  /// @return an answer of 2xx
  /// @throws HttpFailure for any other answer, and where there is none
  /// @throws InterruptedException when the dispatcher stops: let it through
  HttpReply send() throws InterruptedException;
}
