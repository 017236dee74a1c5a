// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One setting as its record declares it. Immutable.
record Declaration(Class<? extends Record> type, RecordComponent component, Setting setting) {
  /// The record of a group that exists once per name.
  static Class<? extends Record> groupType(RecordComponent component) {
    var element = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    return ((Class<?>) element).asSubclass(Record.class);
  }

  List<String> names(String prefix) {
    List<String> names = new ArrayList<>();
    names.add(prefix + setting.name());
    for (String other : setting.otherNames()) {
      names.add(prefix + other);
    }
    return names;
  }

  /// The text that counts where nothing is set.
  Optional<String> fallback(Environment environment) {
    String text =
        setting.byEnvironment().length == 0
            ? setting.fallback()
            : switch (environment) {
              case DEVELOPMENT -> setting.byEnvironment()[0];
              case STAGING -> setting.byEnvironment()[1];
              case PRODUCTION -> setting.byEnvironment()[2];
            };
    return text.equals(Setting.HOST)
        ? Optional.of(host())
        : Optional.of(text).filter(it -> !it.isEmpty());
  }

  /// The fallback as the settings table shows it.
  String fallbackInWords() {
    if (setting.byEnvironment().length > 0) {
      return "`" + String.join("`, `", setting.byEnvironment()) + "` by `ENVIRONMENT`";
    }
    if (setting.fallback().equals(Setting.HOST)) {
      return "the host's name";
    }
    return setting.fallback().isEmpty()
        ? required() ? "required" : "none"
        : "`" + setting.fallback() + "`";
  }

  boolean required() {
    return setting.fallback().isEmpty()
        && setting.byEnvironment().length == 0
        && !Conversion.mayBeAbsent(component.getType());
  }

  boolean isSecret() {
    return Conversion.isSecret(component.getGenericType());
  }

  /// What counts in place of a text that is wrong, while the other settings are read.
  Object standIn(Environment environment) {
    return Conversion.standIn(component.getGenericType(), fallback(environment));
  }

  /// What the type and the constraints ask for, in words.
  String expected() {
    return Expectation.of(type, component);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }
}
