// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The layers of texts, strongest first, and the secret files below them. Immutable.
final class Layers {
  static final String FILE_SUFFIX = "_FILE";
  static final String SECRETS_FOLDER = "SECRETS_DIR";

  private static final Pattern LAST_LINE_BREAK = Pattern.compile("\\R\\z");

  private final List<Layer> layers;
  private final List<Mistake> mistakes;

  /// @param source as mistakes name it
  record Layer(String source, Map<String, String> values) {
    Layer {
      values = Map.copyOf(values);
    }

    Optional<Found> find(String name) {
      return Optional.ofNullable(values.get(name))
          .filter(it -> !it.isEmpty())
          .map(it -> new Found(name, source, it));
    }
  }

  /// A text and where it came from.
  ///
  /// @param file that holds it, where one does
  record Found(String name, String source, String text, Optional<Path> file) {
    Found(String name, String source, String text) {
      this(name, source, text, Optional.empty());
    }
  }

  /// A secret file that cannot be read.
  static final class Unreadable extends Exception {
    final transient Mistake mistake;

    Unreadable(Mistake mistake) {
      super(mistake.toString());
      this.mistake = mistake;
    }
  }

  /// @param mistakes found in the sources themselves
  Layers(List<Layer> layers, List<Mistake> mistakes) {
    this.layers = List.copyOf(layers);
    this.mistakes = List.copyOf(mistakes);
  }

  Layers below(Layer strongest) {
    List<Layer> all = new ArrayList<>();
    all.add(strongest);
    all.addAll(layers);
    return new Layers(all, mistakes);
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  List<Layer> all() {
    return layers;
  }

  /// The strongest text under any of the names.
  Optional<Found> find(List<String> names) throws Unreadable {
    for (Layer layer : layers) {
      for (String name : names) {
        var found = layer.find(name);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    for (String name : names) {
      var found = inFile(name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// The readable names of the secrets folder, none where there is no such folder.
  List<String> namesInFolder() {
    var folder = text(SECRETS_FOLDER).map(it -> Path.of(it.text())).filter(Files::isDirectory);
    if (folder.isEmpty()) {
      return List.of();
    }
    try (var files = Files.list(folder.get())) {
      return files
          .filter(Files::isRegularFile)
          .map(it -> it.getFileName().toString())
          // Mounted volumes keep their versions in hidden entries.
          .filter(it -> !it.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private Optional<Found> inFile(String name) throws Unreadable {
    var named = text(name + FILE_SUFFIX);
    if (named.isPresent()) {
      return Optional.of(contents(name, Path.of(named.get().text()), named.get()));
    }
    for (String file : namesInFolder()) {
      if (file.equalsIgnoreCase(name)) {
        var folder = text(SECRETS_FOLDER).orElseThrow();
        return Optional.of(contents(name, Path.of(folder.text(), file), folder))
            .filter(it -> !it.text().isEmpty());
      }
    }
    return Optional.empty();
  }

  private Optional<Found> text(String name) {
    return layers.stream().flatMap(it -> it.find(name).stream()).findFirst();
  }

  private static Found contents(String name, Path file, Found setting) throws Unreadable {
    try {
      String text = LAST_LINE_BREAK.matcher(Files.readString(file)).replaceFirst("");
      return new Found(name, setting.name(), text, Optional.of(file));
    } catch (IOException _) {
      throw new Unreadable(
          new Mistake(
              setting.name(),
              setting.source(),
              "its file for " + name + " cannot be read",
              "a readable text file"));
    }
  }
}
