// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher.calls;

import chappe.common.telegram.ApiResult;
import com.fasterxml.jackson.databind.JsonNode;

/// Telegram as one bot asks it: over the network, or, in a test, not. Thread-safe; blocks.
public interface Telegram {
  /// Calls a method once.
  ApiResult ask(String method, JsonNode params);

  /// Fetches a file once.
  ///
  /// @param path the `file_path` that `getFile` has told
  /// @return [ApiResult.Sent] has its bytes
  ApiResult file(String path);
}
