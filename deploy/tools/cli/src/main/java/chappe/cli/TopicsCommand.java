// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.kafka.FirstOffsets;
import chappe.common.kafka.Group;
import chappe.common.kafka.KafkaSettings;
import chappe.common.kafka.TopicSettings;
import chappe.common.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `chappe topics`.
@Command(
    name = "topics",
    description =
        "Creates the topics that are missing, checks the others, and sets where each group begins"
            + " to read.")
final class TopicsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--group",
      paramLabel = "ID",
      description = "only this group, such as chappe.dispatcher.main; otherwise all")
  private @Nullable String group;

  @Option(
      names = "--from",
      paramLabel = "WHERE",
      defaultValue = "end",
      converter = FirstOffsetsConverter.class,
      description =
          "where a group without offsets begins: beginning, end, or a time such as"
              + " 2026-11-01T00:00:00Z (default: end; on topics made just now always the"
              + " beginning)")
  private FirstOffsets from = new FirstOffsets.End();

  TopicsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Settings settings =
        Loaded.settings(List.of(KafkaSettings.class, TopicSettings.class, DispatcherName.class));
    List<Group> groups =
        Optional.ofNullable(group)
            .map(Groups::named)
            .map(List::of)
            .orElseGet(() -> Preparation.groups(settings));
    var made = Preparation.topics(settings, groups, from);
    made.names().stream().sorted().forEach(terminal.out()::println);
    terminal
        .err()
        .printf(
            "✅ All topics are there; %d were made now, %d partitions got a first offset.%n",
            made.names().size(), made.firstOffsets());
    return 0;
  }
}
