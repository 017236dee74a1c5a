// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.database.DatabaseSettings;
import chappe.common.database.Migrations;
import chappe.common.kafka.FirstOffsets;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaSettings;
import chappe.common.kafka.TopicSettings;
import chappe.common.kafka.Topics;
import chappe.common.settings.Settings;
import java.util.List;
import java.util.Set;

/// What must be there before a service starts: topics, first offsets, schemas.
final class Preparation {
  private Preparation() {}

  /// Creates what is missing and leaves the rest alone.
  static void run(Settings settings) {
    topics(settings, groups(settings), new FirstOffsets.End());
    Migrations.migrate(settings.read(DatabaseSettings.class));
  }

  /// Creates the topics that are missing and commits first offsets where a group has none.
  ///
  /// @return the names of the topics that were made, and how many partitions got a first offset
  static TopicsMade topics(Settings settings, List<Group> groups, FirstOffsets from) {
    try (var admin = settings.read(KafkaSettings.class).clients().admin("chappe-topics")) {
      Topics topics = new Topics(admin);
      Set<String> made = topics.create(settings.read(TopicSettings.class).layout());
      int first = groups.stream().mapToInt(it -> topics.commitFirst(it, from, made)).sum();
      return new TopicsMade(made, first);
    }
  }

  /// The groups of the services as they are set.
  static List<Group> groups(Settings settings) {
    return List.of(
        Group.dispatcher(settings.read(DispatcherName.class).name()),
        Group.sender(),
        Group.scheduler(),
        Group.payments());
  }

  record TopicsMade(Set<String> names, int firstOffsets) {
    TopicsMade {
      names = Set.copyOf(names);
    }
  }
}
