// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A question to the bot before a payment is let through: the value of `chappe.checks`, under the
/// key of the user who pays. Immutable.
///
/// @param v version of this record, now 1
/// @param name of what is to be paid for: the check that is asked
/// @param query Telegram's id of the pre-checkout query
/// @param order the order's id
/// @param user who pays
/// @param currency `XTR` or an ISO 4217 code
/// @param amount in the currency's smallest units
/// @param deadline from this moment on nobody waits for the verdict
/// @param data what the bot gave with the invoice; JSON null where it gave nothing
public record Check(
    int v,
    String name,
    String query,
    String order,
    long user,
    String currency,
    long amount,
    Instant deadline,
    JsonNode data) {
  /// The `type` header of these records.
  public static final String TYPE = "check";

  public Check {
    data = orNull(data);
  }

  private static JsonNode orNull(@Nullable JsonNode data) {
    return data == null ? NullNode.getInstance() : data;
  }
}
