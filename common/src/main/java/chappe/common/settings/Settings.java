// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/// The settings of a process as texts, in layers, and the reader that makes records of them.
///
/// What counts, strongest first: overrides ([#with]), the process's environment, `.env` (names in
/// any case), `NAME_FILE` naming a file, a file of that name in the folder `SECRETS_DIR`, the
/// fallback of the declaration. An empty value counts as not set.
///
/// Read as: `String`, `int`, `long`, `double`, `boolean`, enums, `Duration` (`500ms`, `30s`, `5m`,
/// `2h`, `1d` or ISO), `URI`, `Path`, [Secret], and `Optional`, `List` and `Set` (separated by
/// commas) of those. Thread-safe; nothing but the secrets that it has made ever changes; reading
/// blocks on the secret files.
public final class Settings {
  /// What a `Main` says once all is read.
  public static final String LOADED = "✅ Configuration loaded";

  private final Layers layers;
  private final LiveSecrets live;

  /// What was read so far, by whomever: bots declare settings of their own.
  private final Set<Class<? extends Record>> declared;

  private Settings(Layers layers) {
    // Weakly: a bot's jar may be let go.
    this(
        layers,
        new LiveSecrets(),
        Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>())));
  }

  private Settings(Layers layers, LiveSecrets live, Set<Class<? extends Record>> declared) {
    this.layers = layers;
    this.live = live;
    this.declared = declared;
  }

  /// The environment of this process and the `.env` of the working directory.
  public static Settings load() {
    return load(System.getenv(), Path.of(".env"));
  }

  /// This environment and this file.
  ///
  /// @param envFile may be absent
  public static Settings load(Map<String, String> environment, Path envFile) {
    var file = DotEnv.read(envFile);
    return new Settings(
        new Layers(
            List.of(
                new Layers.Layer("environment", environment),
                new Layers.Layer(DotEnv.SOURCE, file.values())),
            file.mistakes()));
  }

  /// These values only.
  public static Settings of(Map<String, String> values) {
    return new Settings(new Layers(List.of(new Layers.Layer("given", values)), List.of()));
  }

  /// The same settings below these values.
  public Settings with(Map<String, String> overrides) {
    return new Settings(layers.below(new Layers.Layer("override", overrides)), live, declared);
  }

  /// One record, and the settings records that it nests.
  ///
  /// @throws SettingsException with every mistake
  public <R extends Record> R read(Class<R> type) {
    return readAll(List.of(type)).of(type);
  }

  /// Several records at once.
  ///
  /// @throws SettingsException with every mistake of all of them
  @SafeVarargs
  public final ReadSettings readAll(Class<? extends Record>... types) {
    List<Class<? extends Record>> all = new ArrayList<>();
    for (Class<? extends Record> type : types) {
      all.add(type);
    }
    return readAll(all);
  }

  /// Several records at once.
  ///
  /// @throws SettingsException with every mistake of all of them
  public ReadSettings readAll(List<Class<? extends Record>> types) {
    declared.addAll(types);
    var reader = new RecordReader(layers, live);
    var read = new ReadSettings(types, reader);
    Set<Mistake> mistakes = new LinkedHashSet<>(layers.mistakes());
    mistakes.addAll(reader.mistakes());
    if (!mistakes.isEmpty()) {
      throw new SettingsException(mistakes);
    }
    return read;
  }

  /// Where the text of a setting comes from now; empty where it is not set.
  ///
  /// @throws SettingsException where its file cannot be read
  public Optional<Origin> origin(String name) {
    try {
      return layers.find(List.of(name)).map(it -> new Origin(it.source(), it.file()));
    } catch (Layers.Unreadable e) {
      throw new SettingsException(List.of(e.mistake));
    }
  }

  /// Reads the files anew of all secrets that were read from files, by these settings or by those
  /// below or above them ([#with]), and that are still held: each [Secret] is what its file says
  /// from then on. One that is gone or wrong stays as it was.
  ///
  /// @return a line for each that cannot be used
  public List<String> refreshSecrets() {
    return live.refresh();
  }

  /// The names of all secrets that these records declare.
  public List<String> secretNames(List<Class<? extends Record>> known) {
    return known.stream()
        .flatMap(it -> Declarations.of(it).secretNames(layers).stream())
        .distinct()
        .toList();
  }

  /// A secret read anew; it stays as it is now.
  ///
  /// @throws SettingsException where its file cannot be read
  public Optional<Secret> secret(String name) {
    try {
      return layers.find(List.of(name)).map(it -> Secret.of(it.text()));
    } catch (Layers.Unreadable e) {
      throw new SettingsException(List.of(e.mistake));
    }
  }

  /// What counts of all that these records declare, each with its source; secrets are masked.
  public List<Effective> effective(List<Class<? extends Record>> known) {
    return new EffectiveSettings(layers).of(known);
  }

  /// One line per name in `.env` and the secrets folder that is declared neither by these records
  /// nor by what was read so far, with the nearest one that is.
  public List<String> warnings(List<Class<? extends Record>> known) {
    return unknown(known).warnings();
  }

  /// The same for names that differ from one that is declared by a letter or two: surely slips,
  /// also where it is not known what else there is, such as the settings of bots.
  public List<String> slips(List<Class<? extends Record>> known) {
    return unknown(known).slips();
  }

  private UnknownNames unknown(List<Class<? extends Record>> known) {
    List<Class<? extends Record>> all = new ArrayList<>(known);
    synchronized (declared) {
      all.addAll(declared);
    }
    return new UnknownNames(layers, all);
  }
}
