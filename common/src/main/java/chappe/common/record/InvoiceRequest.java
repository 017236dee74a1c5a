// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for an invoice: a value of `chappe.invoices`, under the key of the chat in which it is to
/// appear. Immutable.
///
/// @param v version of this record, now 1
/// @param name of what is sold: the checks and handlers of that name are asked and told
/// @param order the order's id, unique within the bot: the same id is the same order
/// @param chat in which the invoice appears
/// @param title 1 to 32 characters
/// @param description 1 to 255 characters
/// @param currency `XTR` or an ISO 4217 code
/// @param lines what is paid, at least one
/// @param needName whether the person's name is asked for
/// @param needEmail whether the e-mail address is asked for
/// @param needShippingAddress whether the shipping address is asked for
/// @param repeatable whether it may be paid again and again; otherwise a second payment is given
///   back
/// @param expiresAt from this moment on it cannot be paid; null: never
/// @param options further parameters of `sendInvoice`, such as `photo_url`, a JSON object; of
///   `shipping_options`, which is none of them, the line answers who asks for shipping; JSON null:
///   none
/// @param data what the bot's handlers get with the payment; JSON null: nothing
public record InvoiceRequest(
    int v,
    String name,
    String order,
    long chat,
    String title,
    String description,
    String currency,
    List<Line> lines,
    boolean needName,
    boolean needEmail,
    boolean needShippingAddress,
    boolean repeatable,
    @Nullable Instant expiresAt,
    JsonNode options,
    JsonNode data) {
  /// The `type` header of these records.
  public static final String TYPE = "invoice";

  /// Telegram Stars.
  public static final String STARS = "XTR";

  /// One line of an invoice.
  ///
  /// @param label such as `Price`
  /// @param amount in the currency's smallest units; under zero for a discount
  public record Line(String label, long amount) {}

  public InvoiceRequest {
    lines = List.copyOf(lines);
    options = orNull(options);
    data = orNull(data);
  }

  private static JsonNode orNull(@Nullable JsonNode data) {
    return data == null ? NullNode.getInstance() : data;
  }
}
