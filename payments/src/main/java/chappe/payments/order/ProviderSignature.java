// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import chappe.common.settings.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How a payment provider proves that what it says of a payment comes from it. Where an update
/// carries `provider_signature`, it must be right. A provider with another layout than the default
/// has an implementation of its own on the class path, named in
/// `META-INF/services/chappe.payments.order.ProviderSignature`. Thread-safe.
@FunctionalInterface
public interface ProviderSignature {
  /// HMAC-SHA256, in hexadecimal digits, with the bot's token over
  /// `payload:amount:currency:provider_payment_id`.
  ProviderSignature DEFAULT =
      (token, signed) ->
          MessageDigest.isEqual(
              hexadecimal(token, signed.text()).getBytes(UTF_8),
              signed.signature().toLowerCase(Locale.ROOT).getBytes(UTF_8));

  /// What is signed.
  ///
  /// @param payment the provider's id of the payment
  record Signed(String payload, long amount, String currency, String payment, String signature) {
    String text() {
      return "%s:%d:%s:%s".formatted(payload, amount, currency, payment);
    }
  }

  /// Whether the signature is right; takes a time that tells nothing of it.
  boolean isRight(Secret token, Signed signed);

  private static String hexadecimal(Secret token, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.reveal().getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
