// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.json.Json;
import chappe.common.record.CommandResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A command's end as its mark keeps it, so that whoever comes across the command again leaves the
/// same result.
///
/// @param messages the messages made
record KeptResult(List<Long> messages, CommandResult result) {
  static String text(Step.Done done) {
    return new String(
        Json.bytes(new KeptResult(done.messages(), done.result())), StandardCharsets.UTF_8);
  }

  static Step.Done read(String text) {
    var kept = Json.read(text.getBytes(StandardCharsets.UTF_8), KeptResult.class);
    return new Step.Done(kept.messages, kept.result);
  }
}
