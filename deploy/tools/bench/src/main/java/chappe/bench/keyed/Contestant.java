// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bench.keyed;

/// Who runs.
enum Contestant {
  KEYED("keyed_consumer", "chappe.bench.keyed.KeyedContenderMain"),
  PLAIN("plain_loop", "chappe.bench.peer.PlainLoopMain"),
  STREAMS("kafka_streams", "chappe.bench.peer.StreamsMain"),
  STREAMS_TUNED("kafka_streams_tuned", "chappe.bench.peer.StreamsTunedMain"),
  PARALLEL("parallel_consumer", "chappe.bench.peer.ParallelMain");

  private final String reference;
  private final String main;

  Contestant(String reference, String main) {
    this.reference = reference;
    this.main = main;
  }

  /// Its name in a figure.
  String reference() {
    return reference;
  }

  /// What its JVM runs.
  String main() {
    return main;
  }

  /// Whether it has the peers' class path and nothing of ours.
  boolean isPeer() {
    return this != KEYED;
  }
}
