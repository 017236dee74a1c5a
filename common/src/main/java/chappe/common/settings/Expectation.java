// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/// What a setting expects, in words, from its type and its constraints. The message of a `@Pattern`
/// says all by itself.
final class Expectation {
  private Expectation() {}

  static String of(Class<? extends Record> type, RecordComponent component) {
    var annotations = constraints(type, component);
    for (Annotation annotation : annotations) {
      if (annotation instanceof Pattern pattern && !pattern.message().startsWith("{")) {
        return pattern.message();
      }
      if (Constraints.isOurs(annotation)) {
        return Constraints.message(annotation);
      }
    }
    var words = new StringBuilder(Conversion.inWords(component.getGenericType()));
    annotations.forEach(it -> append(words, it));
    return words.toString();
  }

  private static void append(StringBuilder words, Annotation annotation) {
    switch (annotation) {
      case Min min -> words.append(", at least ").append(min.value());
      case Max max -> words.append(", at most ").append(max.value());
      case DecimalMin min -> words.append(", at least ").append(min.value());
      case DecimalMax max -> words.append(", at most ").append(max.value());
      case Positive _ -> words.append(", at least 1");
      case PositiveOrZero _ -> words.append(", at least 0");
      case Pattern pattern -> words.append(" that matches ").append(pattern.regexp());
      case Size size ->
          words.append(", ").append(size.min()).append(" to ").append(size.max()).append(" long");
      default -> {
        // Any other constraint says in its own message what it wants.
      }
    }
  }

  // A component's constraints stand on its field, those of an Optional's or a list's element on the
  // element.
  private static List<Annotation> constraints(
      Class<? extends Record> type, RecordComponent component) {
    try {
      var field = type.getDeclaredField(component.getName());
      List<Annotation> all = new ArrayList<>(List.of(field.getAnnotations()));
      if (field.getAnnotatedType() instanceof AnnotatedParameterizedType generic) {
        all.addAll(List.of(generic.getAnnotatedActualTypeArguments()[0].getAnnotations()));
      }
      return all;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
