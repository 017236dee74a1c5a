// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The description of the records for other languages.
class AsyncApiTest {
  private final JsonNode document = read("/chappe/asyncapi.json");

  @Test
  void everyChannelIsATopicWithMessagesThatAreDescribed() {
    var topics = Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());
    for (JsonNode channel : document.path("channels")) {
      assertThat(topics).contains(channel.path("address").asText());
      assertThat(channel.path("messages")).isNotEmpty();
      for (JsonNode message : channel.path("messages")) {
        assertThat(at(message.path("$ref").asText()).path("payload").isObject()).isTrue();
      }
    }
  }

  @Test
  void everySchemaIsThereAndUsed() throws IOException {
    Set<String> used = new TreeSet<>();
    for (JsonNode message : document.path("components").path("messages")) {
      var schema = message.path("payload").path("schema").path("$ref").asText("");
      if (!schema.isEmpty()) {
        assertThat(read("/chappe/" + schema).path("title").asText()).isNotEmpty();
        used.add(schema);
      }
    }
    assertThat(used).hasSizeGreaterThan(5);
  }

  @Test
  void everyEventIsAMessageUnderItsType() {
    List<String> types =
        document
            .path("channels")
            .path("events")
            .path("messages")
            .valueStream()
            .map(it -> at(it.path("$ref").asText()))
            .map(it -> it.path("headers").path("properties").path("type").path("const").asText())
            .toList();
    assertThat(types)
        .containsExactlyInAnyOrderElementsOf(
            EventTest.EVENTS.stream().map(Event::type).collect(Collectors.toSet()));
  }

  private JsonNode at(String reference) {
    return document.at(reference.substring(1));
  }

  private static JsonNode read(String resource) {
    try (var stream = AsyncApiTest.class.getResourceAsStream(resource)) {
      assertThat(stream).as(resource).isNotNull();
      return Json.tree(stream.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
