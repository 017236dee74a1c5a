// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import chappe.common.money.TaxRounding;
import java.math.BigDecimal;
import java.time.Duration;

/// An invoice in the making. [#send] lets it leave when the handler has ended, with what else it
/// sends. What is paid is booked once; the bot is told by [Routes#paid] under the invoice's name,
/// and may judge it before by [Routes#checkout].
///
/// ```java
/// context.invoice("premium")
///     .title("Premium").description("Everything, for a month")
///     .item("Month", 999).item("Support", 299).discount("Welcome", 200).tax(10)
///     .send();
/// context.invoice("tip").title("Tip").description("Thank you!").stars(50).send();
/// ```
///
/// Amounts are in the currency's smallest unit (999 is 9.99 USD). Unless it is said otherwise, the
/// currency is USD, the person's name and e-mail address are asked for, and it can be paid once.
/// Belongs to the handler's call and its thread.
public interface Invoice {
  /// What is sold.
  ///
  /// @param text 1 to 32 characters
  /// @return this
  Invoice title(String text);

  /// More about it.
  ///
  /// @param text 1 to 255 characters
  /// @return this
  Invoice description(String text);

  /// The currency of all amounts.
  ///
  /// @param code ISO 4217, one that Telegram takes
  /// @return this
  Invoice currency(String code);

  /// Is paid in Telegram Stars, so many; nothing else is asked for.
  ///
  /// @param amount over zero
  /// @return this
  Invoice stars(long amount);

  /// One line called "Price".
  ///
  /// @param amount zero or more
  /// @return this
  default Invoice price(long amount) {
    return item("Price", amount);
  }

  /// One line more.
  ///
  /// @param amount zero or more
  /// @return this
  Invoice item(String label, long amount);

  /// Takes something off.
  ///
  /// @param amount over zero; the total stays over zero
  /// @return this
  Invoice discount(String label, long amount);

  /// A tax on what has come together so far, as a line "Tax (10%)".
  ///
  /// @param percent zero or more
  /// @return this
  default Invoice tax(long percent) {
    return tax(BigDecimal.valueOf(percent));
  }

  /// The same for a percentage with decimals.
  ///
  /// @return this
  Invoice tax(BigDecimal percent);

  /// What becomes of the part of a tax under the smallest unit; to the nearest, unless it is said.
  ///
  /// @return this
  /// @throws IllegalStateException where there is a line already
  Invoice rounding(TaxRounding rounding);

  /// Whether the person's name is asked for.
  ///
  /// @return this
  Invoice needName(boolean needed);

  /// Whether the e-mail address is asked for.
  ///
  /// @return this
  Invoice needEmail(boolean needed);

  /// Whether the shipping address is asked for.
  ///
  /// @return this
  Invoice needShippingAddress(boolean needed);

  /// Any other parameter of `sendInvoice`, such as `photo_url` or `need_phone_number`; or
  /// `shipping_options`, with which the line answers who asks what shipping costs.
  ///
  /// @param value anything that Jackson can turn into JSON
  /// @return this
  /// @throws IllegalArgumentException for a parameter that is said otherwise
  Invoice option(String parameter, Object value);

  /// Can be paid again and again; otherwise a second payment is given back.
  ///
  /// @return this
  Invoice repeatable();

  /// Cannot be paid later.
  ///
  /// @param duration from now, over zero
  /// @return this
  Invoice expiresAfter(Duration duration);

  /// Names the order: the same name is the same order. Without it, it has one that follows from the
  /// update and from how many invoices the handler has sent before.
  ///
  /// @param id unique within the bot, 1 to 64 bytes without blanks
  /// @return this
  Invoice order(String id);

  /// What the bot's handlers get with the payment.
  ///
  /// @param given anything that Jackson can turn into JSON
  /// @return this
  Invoice data(Object given);

  /// Sends it to another chat than the update's.
  ///
  /// @return this
  Invoice to(long chat);

  /// Lets it leave when the handler has ended.
  ///
  /// @return the order's id
  /// @throws IllegalArgumentException where something is missing, or Telegram would refuse it
  String send();
}
