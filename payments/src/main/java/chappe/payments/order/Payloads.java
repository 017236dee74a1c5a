// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.payments.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import chappe.common.settings.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What an invoice carries and every later update of it brings back: `1.{key}.{order}.{signature}`,
/// by which an order is ours or not. The signature is HMAC-SHA256 over version, bot, key and order;
/// the key's name, made of the key itself, says which of several keys made it, so that a key can be
/// replaced while invoices of the one before are still open. Immutable and thread-safe.
public final class Payloads {
  /// As Telegram has it.
  public static final int LONGEST = 128;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "1";
  private static final int NAME_LENGTH = 6;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final String bot;
  private final List<Key> keys;

  private record Key(String name, byte[] bytes) {}

  /// @param keys the first signs; whatever any of them has signed is ours
  public Payloads(String bot, List<Secret> keys) {
    this.bot = bot;
    this.keys = keys.stream().map(it -> key(it.reveal().getBytes(UTF_8))).toList();
  }

  /// With a key made of the bot's token, for a line that has none of its own.
  public static Payloads ofToken(String bot, Secret token) {
    byte[] key = hmac(token.reveal().getBytes(UTF_8), "chappe invoice payload");
    return new Payloads(bot, List.of(Secret.of(ENCODER.encodeToString(key))));
  }

  private static Key key(byte[] bytes) {
    return new Key(
        ENCODER.encodeToString(hmac(bytes, "chappe key name")).substring(0, NAME_LENGTH), bytes);
  }

  /// The payload of an order.
  ///
  /// @param order at most [InvoiceRules#LONGEST_ORDER] characters
  public String signed(String order) {
    String payload = payload(keys.getFirst(), order);
    if (payload.length() > LONGEST) {
      throw new IllegalArgumentException("an order's id has at most 64 characters");
    }
    return payload;
  }

  /// The order that a payload was signed for; empty where it was not signed here for this bot. The
  /// time that it takes tells nothing of the signature.
  public Optional<String> order(String payload) {
    int first = payload.indexOf('.');
    int second = payload.indexOf('.', first + 1);
    int last = payload.lastIndexOf('.');
    if (payload.length() > LONGEST || first < 0 || second < 0 || last <= second + 1) {
      return Optional.empty();
    }
    String name = payload.substring(first + 1, second);
    String order = payload.substring(second + 1, last);
    return keys.stream()
        .filter(it -> it.name.equals(name))
        .findFirst()
        .filter(
            it ->
                MessageDigest.isEqual(payload(it, order).getBytes(UTF_8), payload.getBytes(UTF_8)))
        .map(_ -> order);
  }

  private String payload(Key key, String order) {
    String signed = VERSION + "." + key.name + "." + order;
    return signed + "." + ENCODER.encodeToString(hmac(key.bytes, bot + ":" + signed));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(Arrays.copyOf(key, key.length), ALGORITHM));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
