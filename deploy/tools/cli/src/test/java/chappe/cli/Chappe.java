// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// The command in a process of its own, as the launcher starts it.
final class Chappe implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
  private final List<String> errors = new ArrayList<>();
  private final Thread outReader;
  private final Thread errorReader;

  private Chappe(Process process) {
    this.process = process;
    this.outReader = Thread.ofVirtual().start(() -> read(process.getInputStream(), out::add));
    this.errorReader =
        Thread.ofVirtual()
            .start(
                () ->
                    read(
                        process.getErrorStream(),
                        line -> {
                          synchronized (errors) {
                            errors.add(line);
                          }
                        }));
  }

  /// Starts it on free ports, with no setting of whoever runs this test but these.
  static Chappe start(Path home, Map<String, String> settings, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dchappe.home=" + home,
                "-Dchappe.dist=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                ChappeMain.class.getName()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH", "HOME"));
    List.of(
            "KAFKA",
            "POSTGRES",
            "REDIS",
            "INGRESS",
            "DISPATCHER",
            "SENDER",
            "SCHEDULER",
            "SIMULATOR")
        .forEach(it -> environment.put(it + "_PORT", "0"));
    environment.put("INSTANCE_NAME", "test");
    environment.put("TOPIC_PARTITIONS", "2");
    environment.putAll(settings);
    return new Chappe(builder.start());
  }

  /// Waits for a line on standard output that begins so.
  String awaitLine(String beginning) throws InterruptedException {
    for (String line; (line = out.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) != null; ) {
      if (line.strip().startsWith(beginning)) {
        return line.strip();
      }
    }
    throw new AssertionError("no line \"" + beginning + "\"; errors: " + errors());
  }

  /// Waits for a line on standard error that has this in it.
  void awaitError(String part) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(errors()).anyMatch(it -> it.contains(part)));
  }

  /// Waits for the end.
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("it does not end; errors: " + errors());
    }
    outReader.join();
    errorReader.join();
    return process.exitValue();
  }

  /// Asks it to stop, as `kill` does.
  void terminate() {
    process.destroy();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// What stands on standard output and was not awaited.
  List<String> lines() {
    return List.copyOf(out);
  }

  List<String> errors() {
    synchronized (errors) {
      return List.copyOf(errors);
    }
  }

  /// The demo bot as a jar of the test's own, which it may overwrite. On the class path it is a jar
  /// only once it was packaged.
  static Path demoBot(Path folder) throws IOException {
    Path found =
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
            .filter(it -> it.contains("demo-bot"))
            .findFirst()
            .map(Path::of)
            .orElseThrow();
    Path jar = folder.resolve("demo-bot.jar");
    if (Files.exists(jar)) {
      return jar;
    }
    return Files.isDirectory(found) ? jar(found, jar) : Files.copy(found, jar);
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(file);
        var tree = Files.walk(classes)) {
      for (Path path : tree.filter(Files::isRegularFile).toList()) {
        packed.putNextEntry(new JarEntry(classes.relativize(path).toString()));
        Files.copy(path, packed);
      }
    }
    return jar;
  }

  private static void read(InputStream stream, java.util.function.Consumer<String> lines) {
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines);
    } catch (IOException | java.io.UncheckedIOException _) {
      // the process is gone, and with it what it had to say
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
