// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordKeyTest {
  @Test
  void aKeyIsTheBotAndTheChat() {
    assertThat(RecordKey.chat("demo", -100123)).hasToString("demo:-100123");
    assertThat(RecordKey.job("demo", "daily:1")).hasToString("demo:job:daily:1");
    assertThat(RecordKey.parse("demo:job:daily:1")).isEqualTo(RecordKey.job("demo", "daily:1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "demo", ":7", "demo:"})
  void whatIsNoKeyIsRefused(String text) {
    assertThatThrownBy(() -> RecordKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo:1", "demo:-1001234567890", "shop:job:daily", "bot:ключ"})
  void thePartitionIsTheOneOfKafkasOwnClient(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    for (int partitions : new int[] {1, 4, 12, 13}) {
      assertThat(RecordKey.partition(key, partitions))
          .isEqualTo(BuiltInPartitioner.partitionForKey(bytes, partitions));
    }
  }
}
