// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

/// Where the line runs. Production is stricter than the others.
public enum Environment {
  DEVELOPMENT,
  STAGING,
  PRODUCTION
}
