// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.lang.reflect.AnnotatedParameterizedType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Every declared setting with what counts of it. Secrets and passwords inside addresses are
/// masked.
final class EffectiveSettings {
  private static final String FALLBACK = "default";
  private static final Pattern PASSWORD = Pattern.compile("(://[^/@\\s]*:)[^/@\\s]*@");
  private static final Pattern PASSWORD_PARAMETER =
      Pattern.compile("([?&]password=)[^&]*", Pattern.CASE_INSENSITIVE);

  private final Layers layers;

  EffectiveSettings(Layers layers) {
    this.layers = layers;
  }

  List<Effective> of(List<Class<? extends Record>> records) {
    Map<String, Effective> all = new LinkedHashMap<>();
    for (Class<? extends Record> record : records) {
      var declarations = Declarations.of(record);
      declarations.single().forEach(it -> add(all, it, ""));
      for (Declarations.Group group : declarations.groups()) {
        group.declared().forEach(it -> add(all, it, ""));
        for (String name : names(group.group())) {
          group.declared().forEach(it -> add(all, it, RecordReader.prefix(name)));
        }
      }
    }
    return List.copyOf(all.values());
  }

  private void add(Map<String, Effective> all, Declaration declaration, String prefix) {
    String name = prefix + declaration.setting().name();
    all.computeIfAbsent(name, it -> effective(it, declaration, prefix));
  }

  private Effective effective(String name, Declaration declaration, String prefix) {
    try {
      var found = layers.find(declaration.names(prefix));
      String text =
          found
              .map(Layers.Found::text)
              .or(() -> declaration.fallback(RecordReader.environment(layers)))
              .orElse("");
      boolean masked = isSecret(declaration) && !text.isEmpty();
      return new Effective(
          name,
          masked ? Scrubber.MASK : shown(text),
          found.map(EffectiveSettings::source).orElse(FALLBACK));
    } catch (Layers.Unreadable e) {
      return new Effective(name, "", e.mistake.toString());
    }
  }

  private static String source(Layers.Found found) {
    return found.file().map(it -> found.source() + " (" + it + ")").orElse(found.source());
  }

  private static String shown(String text) {
    String masked = PASSWORD.matcher(text).replaceAll("$1" + Scrubber.MASK + "@");
    return Scrubber.scrub(PASSWORD_PARAMETER.matcher(masked).replaceAll("$1" + Scrubber.MASK));
  }

  private List<String> names(PerName group) {
    List<String> names = new ArrayList<>();
    try {
      layers
          .find(List.of(group.names()))
          .map(it -> Conversion.items(it.text()))
          .ifPresent(names::addAll);
    } catch (Layers.Unreadable e) {
      // the list's own row says so
    }
    return names;
  }

  private static boolean isSecret(Declaration declaration) {
    try {
      var field = declaration.type().getDeclaredField(declaration.component().getName());
      return field.getType() == Secret.class
          || (field.getType() == Optional.class
              && field.getAnnotatedType() instanceof AnnotatedParameterizedType generic
              && generic.getAnnotatedActualTypeArguments()[0].getType() == Secret.class);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
