// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

/// How one round reaches the broker. Called under the rounds' lock only.
sealed interface Committer extends AutoCloseable permits TransactionCommitter, PlainCommitter {
  /// Sends the outputs and commits the offsets; blocks until the outcome is known.
  ///
  /// @throws RoundAbortedException where surely nothing of it counts (in plain mode: where an
  ///   output was not acknowledged), so that it can be sent again
  void commit(Round round) throws RoundAbortedException;

  /// From now on an outcome that stays unknown is given up, and so is every later round: whoever
  /// gets the partitions next reads the committed offsets. From any thread.
  void stop();

  /// Lets the producer go; waits a short, bounded time.
  @Override
  void close();

  /// The round did not come about.
  final class RoundAbortedException extends Exception {
    RoundAbortedException(Throwable cause) {
      super(cause);
    }
  }
}
