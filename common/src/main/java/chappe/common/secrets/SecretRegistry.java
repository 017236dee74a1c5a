// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.secrets;

import chappe.common.lifecycle.CannotStart;
import chappe.common.settings.Origin;
import chappe.common.settings.Secret;
import chappe.common.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// The secrets of a process by their names: what they are now, how old they are, and who wants to
/// hear when one changes. Their age is that of their file; one that is in no file has none.
/// Thread-safe; reading blocks on the files.
public final class SecretRegistry {
  /// How old a secret may become where nothing else is said.
  public static final Duration INTERVAL = Duration.ofDays(30);

  private final Settings settings;
  private final InstantSource clock;
  private final Duration interval;
  private final Map<String, Secret> known = new TreeMap<>();
  private final Map<String, List<BiConsumer<Secret, Secret>>> listeners = new HashMap<>();

  /// Reads the secrets that are set.
  ///
  /// @param names of settings, such as `WEBHOOK_SECRET`
  /// @param interval how old a secret may become
  public SecretRegistry(
      Settings settings, Collection<String> names, InstantSource clock, Duration interval) {
    this.settings = settings;
    this.clock = clock;
    this.interval = interval;
    names.forEach(name -> settings.secret(name).ifPresent(it -> known.put(name, it)));
  }

  /// A secret as it was last read.
  ///
  /// @throws IllegalArgumentException for a name that is not here or not set
  public synchronized Secret named(String name) {
    return Optional.ofNullable(known.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no secret " + name + "; there is " + String.join(", ", known.keySet())));
  }

  /// Calls back with the old and the new value whenever a secret has changed, on the thread of
  /// whoever looked. What it throws goes to that one. A secret that was not among the names is from
  /// now on.
  ///
  /// @throws IllegalArgumentException for a name that is not set
  public synchronized void onRotation(String name, BiConsumer<Secret, Secret> listener) {
    if (!known.containsKey(name)) {
      settings.secret(name).ifPresent(it -> known.put(name, it));
    }
    named(name);
    listeners.computeIfAbsent(name, _ -> new ArrayList<>()).add(listener);
  }

  /// Reads all secrets anew and tells of those that changed; one that is gone stays as it was.
  ///
  /// @throws chappe.common.settings.SettingsException where a file cannot be read
  public void look() {
    for (String name : names()) {
      settings.secret(name).ifPresent(it -> changed(name, it));
    }
  }

  /// Gives a secret a new value that nobody can guess, and tells of it.
  ///
  /// @throws CannotStart where the secret is in no file of the secrets folder, or that cannot be
  ///   written to
  public void rotate(String name) {
    named(name);
    Path file =
        settings
            .origin(name)
            .filter(Origin::isInSecretsFolder)
            .flatMap(Origin::file)
            .orElseThrow(
                () ->
                    new CannotStart(
                        "❌ %s is in no file of SECRETS_DIR and cannot be rotated here; change it where it is set, and restart"
                            .formatted(name)));
    SecretFile.write(file, SecretFile.fresh());
    look();
  }

  /// How long ago a secret was last changed; empty where no file tells.
  public Optional<Duration> age(String name) {
    return settings
        .origin(name)
        .flatMap(Origin::file)
        .flatMap(SecretRegistry::changedAt)
        .map(it -> Duration.between(it, clock.instant()));
  }

  /// One line for each secret that is older than it may be.
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (String name : names()) {
      age(name)
          .filter(it -> it.compareTo(interval) > 0)
          .ifPresent(
              it ->
                  warnings.add(
                      "%s needs rotation (last rotated %d days ago)".formatted(name, it.toDays())));
    }
    return warnings;
  }

  /// The names of all secrets that are set.
  public synchronized List<String> names() {
    return List.copyOf(known.keySet());
  }

  private void changed(String name, Secret now) {
    Secret before;
    List<BiConsumer<Secret, Secret>> told;
    synchronized (this) {
      before = known.put(name, now);
      told = List.copyOf(listeners.getOrDefault(name, List.of()));
    }
    if (before != null && !before.equals(now)) {
      told.forEach(it -> it.accept(before, now));
    }
  }

  private static Optional<Instant> changedAt(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
