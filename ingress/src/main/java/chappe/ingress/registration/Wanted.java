// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.registration;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What Telegram should know of a bot's webhook. Immutable.
///
/// @param url where Telegram posts the bot's updates
/// @param maxConnections 1 to 100 (TELEGRAM fact 13)
/// @param allowedUpdates kinds of updates; absent where nobody has said, then Telegram's setting
///   stays as it is
public record Wanted(URI url, int maxConnections, Optional<Set<String>> allowedUpdates) {
  public Wanted {
    allowedUpdates = allowedUpdates.map(Set::copyOf);
  }

  /// The address of a bot's webhook.
  ///
  /// @param door the address under which Telegram reaches ingress
  public static URI url(URI door, String bot) {
    return URI.create(door.toString().replaceFirst("/+$", "") + "/webhook/" + bot);
  }

  /// What differs, in words; nothing where all is as wanted.
  ///
  /// @param info Telegram's answer to `getWebhookInfo`
  List<String> differences(JsonNode info) {
    List<String> differences = new ArrayList<>();
    var there = info.path("url").asText();
    if (there.isEmpty()) {
      return List.of("no webhook is set");
    }
    if (!there.equals(url.toString())) {
      differences.add("another url");
    }
    if (info.path("max_connections").asInt(maxConnections) != maxConnections) {
      differences.add("max_connections");
    }
    if (allowedUpdates.filter(it -> !it.equals(kinds(info))).isPresent()) {
      differences.add("allowed_updates");
    }
    return differences;
  }

  /// The parameters of `setWebhook`. Updates that wait are kept.
  ObjectNode parameters(String secret) {
    var parameters =
        Json.object()
            .put("url", url.toString())
            .put("secret_token", secret)
            .put("max_connections", maxConnections);
    allowedUpdates.ifPresent(
        kinds -> kinds.stream().sorted().forEach(parameters.putArray("allowed_updates")::add));
    return parameters;
  }

  private static Set<String> kinds(JsonNode info) {
    Set<String> kinds = new HashSet<>();
    info.path("allowed_updates").forEach(it -> kinds.add(it.asText()));
    return kinds;
  }
}
