// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.polling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlicesTest {
  @Test
  void everyElementComesAsItStood() throws IOException {
    var first = "{ \"update_id\" :1,\n\t\"t\":\"ä€😀 \\u00e4 }],[{\" , \"n\":[{},[1.50e+1]] }";
    var second = "{}";
    var third = "{\"update_id\":3}";
    assertThat(slices(" [" + first + " ,\n" + second + ",  " + third + " ] "))
        .containsExactly(first, second, third);
  }

  @Test
  void anEmptyAnswerHasNone() throws IOException {
    assertThat(slices("[]")).isEmpty();
  }

  @Test
  void placesAreRightFarIntoALongAnswer() throws IOException {
    var element = "{\"update_id\":1,\"text\":\"" + "ä".repeat(20_000) + "\"}";
    assertThat(slices("[" + (element + ",").repeat(99) + element + "]"))
        .hasSize(100)
        .containsOnly(element);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "true", "{}", "[1]", "[{},[]]", "[{}", "[{]", "[{},", "nonsense"})
  void anythingElseIsNoAnswer(String text) {
    assertThatThrownBy(() -> slices(text)).isInstanceOf(IOException.class);
  }

  private static List<String> slices(String array) throws IOException {
    return Slices.of(array.getBytes(UTF_8)).stream().map(it -> new String(it, UTF_8)).toList();
  }
}
