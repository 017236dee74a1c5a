// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.registration;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.json.Json;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WantedTest {
  private static final URI URL = Wanted.url(URI.create("https://bots.example.org/line/"), "demo");

  private final Wanted wanted = new Wanted(URL, 40, Optional.of(Set.of("message", "poll")));

  @Test
  void theBotsNameEndsItsAddress() {
    assertThat(URL).hasToString("https://bots.example.org/line/webhook/demo");
  }

  @Test
  void whatIsAsWantedDiffersInNothing() {
    var info =
        Json.object().put("url", URL.toString()).put("max_connections", 40).put("ip_address", "x");
    info.putArray("allowed_updates").add("poll").add("message");
    assertThat(wanted.differences(info)).isEmpty();
    info.withArray("allowed_updates").add("inline_query");
    assertThat(wanted.differences(info)).containsExactly("allowed_updates");
    assertThat(new Wanted(URL, 40, Optional.empty()).differences(info)).isEmpty();
  }

  @Test
  void allThatDiffersIsTold() {
    var info = Json.object().put("url", "https://elsewhere.example.org").put("max_connections", 1);
    assertThat(wanted.differences(info))
        .containsExactly("another url", "max_connections", "allowed_updates");
    assertThat(wanted.differences(Json.object().put("url", "")))
        .containsExactly("no webhook is set");
  }

  @Test
  void whatIsRegisteredKeepsWhatWaits() {
    assertThat(wanted.parameters("s3cret").toString())
        .isEqualTo(
            "{\"url\":\"https://bots.example.org/line/webhook/demo\",\"secret_token\":\"s3cret\","
                + "\"max_connections\":40,\"allowed_updates\":[\"message\",\"poll\"]}");
  }

  @Test
  void noKindsAtAllMeansTelegramsOwnChoiceOfThem() {
    var telegrams = new Wanted(URL, 40, Optional.of(Set.of()));
    assertThat(telegrams.parameters("s3cret").toString()).endsWith(",\"allowed_updates\":[]}");
    assertThat(telegrams.differences(Json.object().put("url", URL.toString()))).isEmpty();
    assertThat(new Wanted(URL, 40, Optional.empty()).parameters("s3cret").has("allowed_updates"))
        .isFalse();
  }
}
