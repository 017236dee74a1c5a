// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

import java.util.function.Consumer;

/// Something that does a job until it is closed.
@FunctionalInterface
public interface Contender {
  /// Starts; it need not have its partitions yet.
  ///
  /// @param died told of what ended it against its will
  AutoCloseable start(Job job, Consumer<Throwable> died) throws Exception;
}
