// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/// Kafka Streams, `exactly_once_v2`, two threads: one for each of two cores.
final class StreamsPeer {
  private static final int TUNED_MILLIS = 5;

  private StreamsPeer() {}

  static AutoCloseable start(Job job, Consumer<Throwable> died) throws IOException {
    return start(job, died, Map.of());
  }

  /// The same with what makes it faster here: small waits before a batch and before asking again.
  static AutoCloseable startTuned(Job job, Consumer<Throwable> died) throws IOException {
    return start(
        job,
        died,
        Map.of(
            producer(ProducerConfig.LINGER_MS_CONFIG),
            TUNED_MILLIS,
            producer(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
            TUNED_MILLIS,
            StreamsConfig.RETRY_BACKOFF_MS_CONFIG,
            TUNED_MILLIS));
  }

  private static AutoCloseable start(Job job, Consumer<Throwable> died, Map<String, Object> tuning)
      throws IOException {
    Path state = Files.createTempDirectory("chappe-streams-");
    StreamsBuilder line = new StreamsBuilder();
    line.<String, byte[]>stream(job.input())
        .<String, byte[]>process(() -> new Passing(job))
        .to(job.output());
    KafkaStreams streams = new KafkaStreams(line.build(), config(job, state, tuning));
    streams.setUncaughtExceptionHandler(
        failure -> {
          died.accept(failure);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.start();
    return () -> {
      streams.close(Duration.ofSeconds(10));
      try (var files = Files.walk(state)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    };
  }

  private static final class Passing extends ContextualProcessor<String, byte[], String, byte[]> {
    private final Job job;

    Passing(Job job) {
      this.job = job;
    }

    @Override
    public void process(Record<String, byte[]> record) {
      try {
        context()
            .forward(
                record
                    .withValue(Work.done(record.value(), job))
                    .withHeaders(Work.headers(record.headers())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static Properties config(Job job, Path state, Map<String, Object> tuning) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, job.group());
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, job.bootstrapServers());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    config.put(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, "INFO");
    config.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "none");
    config.putAll(tuning);
    return config;
  }

  private static String consumer(String name) {
    return StreamsConfig.consumerPrefix(name);
  }

  private static String producer(String name) {
    return StreamsConfig.producerPrefix(name);
  }
}
