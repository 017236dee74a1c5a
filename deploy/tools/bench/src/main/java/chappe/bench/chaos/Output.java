// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.chaos;

import java.nio.charset.StandardCharsets;

/// What a worker answers to an input. Immutable.
///
/// @param input the input
/// @param call the call of the handler that made it
record Output(Input input, String call) {
  byte[] value() {
    return (input.id() + " " + call).getBytes(StandardCharsets.UTF_8);
  }

  /// The opposite of [#value].
  static Output parse(byte[] value) {
    String[] words = new String(value, StandardCharsets.UTF_8).split(" ", 2);
    return new Output(Input.parse(words[0]), words[1]);
  }
}
