// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.telegram.ApiResult;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Where commands go: the seam between what the sender decides and what it sends.
@FunctionalInterface
interface Telegram {
  /// Makes one call for a command and waits for its end; may first wait for a free connection.
  ///
  /// @param params the command's, perhaps with another chat
  /// @return empty where the command's deadline passed before a connection was free
  /// @throws UnsendableException where there is no token for the command's bot
  /// @throws InterruptedException where it was interrupted before anything was sent
  Optional<ApiResult> call(Command command, JsonNode params) throws InterruptedException;
}
