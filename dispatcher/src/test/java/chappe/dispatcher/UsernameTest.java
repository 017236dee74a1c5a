// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.common.json.Json;
import chappe.common.telegram.ApiResult;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class UsernameTest {
  private final Queue<ApiResult> answers = new ArrayDeque<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Username username = new Username(answers::remove, now::get);

  @Test
  void isAskedForOnce() {
    answers.add(sent("demo_bot"));

    assertThat(username.get()).isEqualTo("demo_bot");
    assertThat(username.get()).isEqualTo("demo_bot");
  }

  @Test
  void isNotKnownForAWhileWhereTelegramDoesNotTell() {
    answers.add(new ApiResult.Unreachable("ConnectException"));
    answers.add(sent("demo_bot"));

    assertThat(username.get()).isEmpty();
    now.set(Instant.EPOCH.plusSeconds(59));
    assertThat(username.get()).isEmpty();
    now.set(Instant.EPOCH.plusSeconds(60));
    assertThat(username.get()).isEqualTo("demo_bot");
  }

  private static ApiResult sent(String name) {
    return new ApiResult.Sent(Json.bytes(Json.object().put("username", name)));
  }
}
