// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot;

import chappe.common.json.Json;
import chappe.common.json.UnreadableJson;
import chappe.common.settings.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a Mini App says of the person who has opened it (`Telegram.WebApp.initData`), proven to
/// come from Telegram: the HMAC is checked as core.telegram.org/bots/webapps documents it.
/// Immutable.
///
/// @param fields every field as text, but the hash
/// @param authDate when Telegram signed it
public record InitData(Map<String, String> fields, Instant authDate) {
  private static final String HASH = "hash";
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  public InitData {
    fields = Map.copyOf(fields);
  }

  /// Checks what a Mini App has sent.
  ///
  /// @param initData as the app got it, not decoded
  /// @param token the bot's
  /// @param longest how old it may be
  /// @throws BadInitData where it is malformed, not Telegram's, too old or of the future
  public static InitData check(String initData, Secret token, Duration longest, Instant now) {
    var fields = fields(initData);
    var hash = fields.remove(HASH);
    if (hash == null || !MessageDigest.isEqual(bytes(hash), bytes(hmac(fields, token)))) {
      throw new BadInitData("not signed by Telegram for this bot");
    }
    var signed = Instant.ofEpochSecond(seconds(fields));
    if (signed.plus(longest).isBefore(now)) {
      throw new BadInitData("older than " + longest.toSeconds() + " s");
    }
    if (signed.minus(CLOCKS_APART).isAfter(now)) {
      throw new BadInitData("signed in the future");
    }
    return new InitData(fields, signed);
  }

  /// Signs fields as Telegram does: for a test.
  ///
  /// @return what a Mini App would get
  public static String signed(Map<String, String> fields, Secret token) {
    Map<String, String> all = new TreeMap<>(fields);
    all.put(HASH, hmac(new TreeMap<>(fields), token));
    return all.entrySet().stream()
        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// One field; empty where there is none.
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /// The person who has opened the app.
  ///
  /// @throws BadInitData where it names none
  public User user() {
    var json = json("user");
    if (!json.path("id").isIntegralNumber()) {
      throw new BadInitData("it names no user");
    }
    return new User(
        json.path("id").longValue(),
        json.path("is_bot").asBoolean(false),
        json.path("first_name").asText(""),
        json.path("last_name").asText(""),
        json.path("username").asText(""),
        json.path("language_code").asText(""));
  }

  /// A field that is JSON, such as `user`, `receiver` and `chat`; a missing node where it is none.
  public JsonNode json(String name) {
    try {
      return fields.containsKey(name) ? Json.tree(bytes(field(name))) : Json.object().path(name);
    } catch (UnreadableJson e) {
      return Json.object().path(name);
    }
  }

  private static Map<String, String> fields(String initData) {
    Map<String, String> fields = new TreeMap<>();
    try {
      for (String pair : initData.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1
            || fields.putIfAbsent(
                    decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)))
                != null) {
          throw new BadInitData("it is no list of fields, each once");
        }
      }
    } catch (IllegalArgumentException e) {
      throw new BadInitData("it is not encoded as a query is");
    }
    return fields;
  }

  private static String hmac(Map<String, String> fields, Secret token) {
    var text = new StringBuilder();
    fields.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "\n").append(name).append('=').append(value));
    var key = hmac(bytes("WebAppData"), bytes(token.reveal()));
    return HexFormat.of().formatHex(hmac(key, bytes(text.toString())));
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static long seconds(Map<String, String> fields) {
    var text = fields.getOrDefault("auth_date", "");
    if (!text.matches("[0-9]{1,11}")) {
      throw new BadInitData("its auth_date is no time");
    }
    return Long.parseLong(text);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
