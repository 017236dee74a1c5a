// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

/// One request over HTTP and what came of it.
sealed interface Exchange {
  /// A whole answer, whatever it says.
  record Answered(Answer answer) implements Exchange {}

  /// No answer.
  record Failed(ApiResult failure) implements Exchange {}
}
