// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.people;

/// What a person may do, from the least to the most.
public enum Role {
  USER,
  MODERATOR,
  ADMIN
}
