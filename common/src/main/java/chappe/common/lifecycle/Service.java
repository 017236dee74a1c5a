// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.lifecycle;

/// A running service: what its `Main` hands back once it is ready. Thread-safe.
public interface Service extends AutoCloseable {
  /// Such as `ingress`.
  String name();

  /// The port on which its server listens.
  int port();

  /// Stops in reverse order of the start and waits, each step within its bound. Called again it
  /// does nothing.
  @Override
  void close();
}
