// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts servers in a JVM of their own, which is then killed with no chance to act.
class KilledParentIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();

  /// The JVM to be killed: starts the servers, says so, and stays.
  static final class Victim {
    public static void main(String[] arguments) throws Exception {
      DataFolder data = DataFolder.open(Path.of(arguments[0]));
      EmbeddedParts parts = EmbeddedParts.start(data, Ports.FREE);
      parts.postgres().orElseThrow().createDatabase("kept");
      System.out.println("ready");
      Thread.currentThread().join();
    }
  }

  @AfterEach
  void killAll() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void serversEndWithAKilledJvmAndStartAgainAtOnce() throws Exception {
    Process victim = victim(List.of(), "");
    List<ProcessHandle> servers = servers(folder);
    assertThat(servers).hasSize(2).allMatch(ProcessHandle::isAlive);

    victim.destroyForcibly().waitFor();
    try (DataFolder data = DataFolder.open(folder);
        EmbeddedParts parts = EmbeddedParts.start(data, Ports.FREE)) {
      assertThat(servers).noneMatch(ProcessHandle::isAlive);
      assertThat(parts.postgres().orElseThrow().url("kept")).isNotEmpty();
    }
  }

  @Test
  void serversEndWithAKilledJvm() throws Exception {
    Process victim = victim(List.of(), "");
    List<ProcessHandle> servers = servers(folder);

    victim.destroyForcibly().waitFor();

    assertThat(Waiter.until(PATIENCE, () -> servers.stream().noneMatch(ProcessHandle::isAlive)))
        .isTrue();
  }

  @Test
  void rootWithoutUserNamespacesRunsPostgresAsNobody() throws Exception {
    assumeTrue(Platform.isRoot(), "only root needs another user");
    Path forbidden = Files.createDirectory(folder.resolve("bin")).resolve("unshare");
    Files.writeString(forbidden, "#!/bin/sh\nexit 1\n");
    Files.setPosixFilePermissions(forbidden, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path hidden = Files.createDirectory(folder.resolve("hidden"));
    Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rwx------"));

    Process victim = victim(List.of(), forbidden.getParent() + ":", hidden);
    Path real = hidden.resolve("postgres").toRealPath();
    try {
      ProcessHandle postgres = servers(hidden).getFirst();
      assertThat(postgres.info().user()).hasValue("nobody");
      victim.destroyForcibly().waitFor();
      assertThat(Waiter.until(PATIENCE, () -> !postgres.isAlive())).isTrue();
    } finally {
      Folders.delete(real.resolve("..").normalize());
    }
  }

  private Process victim(List<String> before, String path) throws IOException {
    return victim(before, path, folder);
  }

  private Process victim(List<String> before, String path, Path data) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            data.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", path, (old, first) -> first + old);
    Process victim = builder.start();
    started.add(victim);
    List<String> said = new ArrayList<>();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("ready")) {
        return victim;
      }
      said.add(line);
    }
    throw new AssertionError("the JVM ended early: " + said);
  }

  private static List<ProcessHandle> servers(Path data) {
    return Stream.of("postgres/data/postmaster.pid", "redis/redis.pid")
        .map(data::resolve)
        .map(file -> Leftover.processOf(file).orElseThrow())
        .toList();
  }
}
