// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The servers of one data folder, started and stopped together. Thread-safe.
public final class EmbeddedParts implements AutoCloseable {
  /// One of the servers.
  public enum Part {
    KAFKA,
    POSTGRES,
    REDIS
  }

  private final Map<Part, AutoCloseable> parts;

  private EmbeddedParts(Map<Part, AutoCloseable> parts) {
    this.parts = parts;
  }

  /// Starts all three.
  public static EmbeddedParts start(DataFolder folder, Ports ports) {
    return start(folder, ports, EnumSet.allOf(Part.class));
  }

  /// Starts the wanted ones at once and waits for all.
  ///
  /// @throws EmbeddedException if one does not start; the others are then stopped again
  public static EmbeddedParts start(DataFolder folder, Ports ports, Set<Part> wanted) {
    EmbeddedParts started = new EmbeddedParts(new ConcurrentHashMap<>());
    List<EmbeddedException> failures =
        together(
            wanted.stream()
                .<Runnable>map(
                    part -> () -> started.parts.put(part, start(part, folder.path(), ports)))
                .toList());
    if (!failures.isEmpty()) {
      started.close();
      EmbeddedException first = failures.getFirst();
      failures.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
    return started;
  }

  public Optional<EmbeddedKafka> kafka() {
    return Optional.ofNullable((EmbeddedKafka) parts.get(Part.KAFKA));
  }

  public Optional<EmbeddedPostgres> postgres() {
    return Optional.ofNullable((EmbeddedPostgres) parts.get(Part.POSTGRES));
  }

  public Optional<EmbeddedRedis> redis() {
    return Optional.ofNullable((EmbeddedRedis) parts.get(Part.REDIS));
  }

  /// Stops all of them, at once. Further calls do nothing.
  @Override
  public void close() {
    together(parts.values().stream().<Runnable>map(part -> () -> stop(part)).toList());
  }

  private static AutoCloseable start(Part part, Path folder, Ports ports) {
    return switch (part) {
      case KAFKA -> EmbeddedKafka.start(folder.resolve("kafka"), ports.kafka());
      case POSTGRES -> EmbeddedPostgres.start(folder.resolve("postgres"), ports.postgres());
      case REDIS -> EmbeddedRedis.start(folder.resolve("redis"), ports.redis());
    };
  }

  private static void stop(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new EmbeddedException("A server did not stop: " + e.getMessage(), e);
    }
  }

  private static List<EmbeddedException> together(List<Runnable> steps) {
    List<EmbeddedException> failures = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("embedded-", 0).factory())) {
      List<Future<?>> futures = new ArrayList<>();
      steps.forEach(step -> futures.add(threads.submit(step)));
      for (Future<?> future : futures) {
        try {
          future.get();
        } catch (ExecutionException e) {
          failures.add(
              e.getCause() instanceof EmbeddedException known
                  ? known
                  : new EmbeddedException("A server failed: " + e.getCause(), e));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          failures.add(new EmbeddedException("Interrupted while servers start or stop.", e));
        }
      }
    }
    return failures;
  }
}
