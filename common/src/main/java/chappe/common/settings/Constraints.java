// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import jakarta.validation.Constraint;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/// Jakarta constraints on the components of settings records, checked before a record exists, so
/// that one wrong component does not hide the next. Messages hold the constraint's own numbers,
/// never the value.
final class Constraints {
  private static final Validator VALIDATOR =
      Validation.byProvider(HibernateValidator.class)
          .configure()
          // No expression language: nothing to evaluate in a message, one library less.
          .messageInterpolator(
              new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false))
          .addValueExtractor(new SecretText())
          .buildValidatorFactory()
          .getValidator();

  private Constraints() {}

  /// Lets constraints on a [Secret] look at its text.
  @UnwrapByDefault
  static final class SecretText
      implements ValueExtractor<@ExtractedValue(type = String.class) Secret> {
    @Override
    public void extractValues(Secret secret, ValueReceiver receiver) {
      receiver.value(null, secret.reveal());
    }
  }

  static List<String> problems(Class<? extends Record> type, String component, Object value) {
    return VALIDATOR.validateValue(type, component, value).stream()
        .map(
            it ->
                it.getConstraintDescriptor().getAnnotation() instanceof Pattern
                        || isOurs(it.getConstraintDescriptor().getAnnotation())
                    ? "malformed"
                    : it.getMessage())
        .distinct()
        .sorted()
        .toList();
  }

  /// Whether it is a constraint of ours: its message says what is expected, not what is wrong.
  static boolean isOurs(Annotation annotation) {
    var type = annotation.annotationType();
    return type.isAnnotationPresent(Constraint.class)
        && type.getPackageName().startsWith("chappe.");
  }

  /// The message of a constraint of ours.
  static String message(Annotation annotation) {
    try {
      return (String) annotation.annotationType().getMethod("message").invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
