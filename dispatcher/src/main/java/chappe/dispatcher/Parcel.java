// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

/// Something that leaves when a handler has ended well.
@FunctionalInterface
interface Parcel {
  void leave(Post post);

  /// Whether it is a call of that method of the Bot API.
  default boolean calls(String method) {
    return false;
  }
}
