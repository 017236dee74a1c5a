// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.consumer;

import java.util.concurrent.atomic.AtomicInteger;

/// The records of one key, in order. The poll thread adds; whoever was told that the queue became
/// busy owns its head until [#remove] says that it is empty. No lock: the size orders the two.
final class KeyQueue {
  private final AtomicInteger size = new AtomicInteger();
  private Task last;
  private Task beforeHead;

  /// @param first the queue's first task, already in it
  KeyQueue(Task first) {
    Task anchor = new Task(first.partition, first.record());
    anchor.letGo();
    anchor.next = first;
    beforeHead = anchor;
    last = first;
    size.set(1);
  }

  /// Adds a task; for the poll thread.
  ///
  /// @return whether the queue was empty, so that it must be made ready
  boolean add(Task task) {
    last.next = task;
    last = task;
    return size.getAndIncrement() == 0;
  }

  /// The oldest task; for the owner.
  Task head() {
    Task head = beforeHead.next;
    if (head == null) {
      throw new IllegalStateException("the queue is empty");
    }
    return head;
  }

  /// Removes the oldest task; for the owner, who is it no more where this is false.
  ///
  /// @return whether there are more
  boolean remove() {
    beforeHead = head();
    return size.decrementAndGet() > 0;
  }

  boolean isEmpty() {
    return size.get() == 0;
  }
}
