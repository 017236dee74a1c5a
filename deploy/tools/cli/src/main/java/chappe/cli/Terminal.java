// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where a command speaks: what it was asked for on `out`, all else on `err`.
record Terminal(PrintStream out, PrintStream err) {
  /// Always UTF-8: a bare `LANG=C` would turn every sign of ours into a question mark.
  static Terminal ofProcess() {
    return new Terminal(stream(FileDescriptor.out), stream(FileDescriptor.err));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
