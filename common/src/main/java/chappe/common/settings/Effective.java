// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

/// One setting as it counts. Immutable.
///
/// @param value `***` for a secret, empty where there is none
/// @param source where it comes from; `default` where nobody has set it
public record Effective(String name, String value, String source) {}
