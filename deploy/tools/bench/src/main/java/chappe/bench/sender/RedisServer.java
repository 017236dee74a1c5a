// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.sender;

import chappe.common.redis.Redis;
import chappe.common.settings.Secret;
import java.util.Map;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodes;

/// Redis as the benchmark sees it.
final class RedisServer implements AutoCloseable {
  private final Redis redis;

  RedisServer(String url) {
    redis = Redis.open(Secret.of(url), "bench");
  }

  RedissonClient client() {
    return redis.client();
  }

  void forget() {
    redis.client().getKeys().flushall();
  }

  /// Scripts that were evaluated so far, by whomever.
  long evaluations() {
    Map<String, String> stats =
        redis
            .client()
            .getRedisNodes(RedisNodes.SINGLE)
            .getInstance()
            .info(InfoSection.COMMANDSTATS);
    return calls(stats.get("cmdstat_eval")) + calls(stats.get("cmdstat_evalsha"));
  }

  private static long calls(@org.jspecify.annotations.Nullable String stat) {
    // calls=123,usec=…
    return stat == null ? 0 : Long.parseLong(stat.substring(6, stat.indexOf(',')));
  }

  @Override
  public void close() {
    redis.close();
  }
}
