// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import chappe.common.dead.DeadLetter;
import chappe.common.dead.DeadLetterBox;
import chappe.common.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `chappe dead list`.
@Command(
    name = "list",
    description =
        "Prints the open dead letters, one a line: place, key, id, type, error, attempts, when it"
            + " died.")
final class DeadListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "only this service's: ingress, dispatcher, sender, scheduler, payments")
  private @Nullable String service;

  @Mixin private final LetterOptions options = new LetterOptions();

  @Option(names = "--all", description = "also those that were retried or dropped, and by whom")
  private boolean all;

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  DeadListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<String> services =
        Optional.ofNullable(service).map(List::of).orElse(DeadLetterBox.SERVICES);
    List<DeadLetter> found =
        DeadCommand.box().list(options.filter(services)).stream()
            .filter(it -> all || it.isOpen())
            .toList();
    found.forEach(it -> terminal.out().println(json ? json(it) : LetterLine.of(it)));
    terminal.err().println(found.isEmpty() ? nothing(services) : found.size() + " dead letters.");
    return 0;
  }

  private String nothing(List<String> services) {
    return "✅ No %sdead letters %sin %s."
        .formatted(
            all ? "" : "open ", options.none() ? "" : "that fit ", String.join(", ", services));
  }

  private static String json(DeadLetter letter) {
    return new String(Json.bytes(LetterLine.fields(letter)), StandardCharsets.UTF_8);
  }
}
