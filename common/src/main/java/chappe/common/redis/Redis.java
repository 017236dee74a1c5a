// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.redis;

import chappe.common.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/// One service's connections to Redis. Nothing is connected before the first use, so that a service
/// starts while Redis is away; whoever uses it is told within a second. Thread-safe.
public final class Redis implements AutoCloseable {
  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(1).toMillis();
  private static final int CONNECTIONS = 16;
  private static final int THREADS = 4;

  private final RedissonClient client;

  private Redis(RedissonClient client) {
    this.client = client;
  }

  /// Makes the client without connecting.
  ///
  /// @param service the name under which Redis lists the connections, such as `sender`
  public static Redis open(Secret url, String service) {
    var config = new Config();
    config.setLazyInitialization(true);
    config.setCodec(StringCodec.INSTANCE);
    config.setUseScriptCache(true);
    config.setThreads(THREADS);
    config.setNettyThreads(THREADS);
    config
        .useSingleServer()
        .setAddress(url.reveal())
        .setDatabase(database(url))
        .setClientName("chappe-" + service)
        .setConnectTimeout(PATIENCE_MILLIS)
        .setTimeout(PATIENCE_MILLIS)
        .setRetryAttempts(0)
        .setConnectionMinimumIdleSize(1)
        .setConnectionPoolSize(CONNECTIONS)
        .setSubscriptionConnectionMinimumIdleSize(0);
    return new Redis(Redisson.create(config));
  }

  /// The client, whose calls block for up to a second or two where Redis is away.
  public RedissonClient client() {
    return client;
  }

  /// Closes all connections; does not wait for calls under way.
  @Override
  public void close() {
    client.shutdown(0, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static int database(Secret url) {
    var path = Optional.ofNullable(URI.create(url.reveal()).getPath()).orElse("");
    return path.length() > 1 ? Integer.parseInt(path.substring(1)) : 0;
  }
}
