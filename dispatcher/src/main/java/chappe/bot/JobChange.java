// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import com.fasterxml.jackson.databind.node.NullNode;

/// A change of a job, or of all of a chat, which leaves when the handler has ended. Can be changed
/// until then, by the handler's thread.
public interface JobChange {
  /// The job's id; empty where it is about all jobs of a chat.
  String id();

  /// Has the handler of that name told what became of it: whether there was such a job, and why it
  /// was refused where it was. See [Routes#jobResult].
  ///
  /// @param name as registered
  /// @return this
  default JobChange onResult(String name) {
    return onResult(name, NullNode.getInstance());
  }

  /// The same with something for the handler to remember.
  ///
  /// @param data anything that Jackson can turn into JSON
  /// @return this
  JobChange onResult(String name, Object data);
}
