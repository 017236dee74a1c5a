// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

/// The type library cannot read an update: it is newer than the library, or broken. [Context#json]
/// has it all the same. Names the kind and the error's type, never the content, which may be a
/// person's words.
public final class UnreadableUpdate extends BotException {
  public UnreadableUpdate(String kind, Class<? extends Exception> error) {
    super(
        "the type library cannot read this update of kind '%s' (%s); use json() instead"
            .formatted(kind, error.getSimpleName()));
  }
}
