// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

class PeopleInMemoryTest extends PeopleContract {
  private final PeopleInMemory people = new PeopleInMemory();

  @Override
  People people() {
    return people;
  }

  @Override
  void settle() {
    // Everything is known at once.
  }
}
