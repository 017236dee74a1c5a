// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.form;

import chappe.common.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/// Jakarta constraints on authors' records.
final class Constraints {
  private static final Validator VALIDATOR =
      Validation.byProvider(HibernateValidator.class)
          .configure()
          // No expression language: nothing to evaluate in a message, one library less.
          .messageInterpolator(
              new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false))
          .buildValidatorFactory()
          .getValidator();

  private record Address(
      @NotBlank @Email(regexp = "[^@]+@[^@.]+\\..+") @Size(max = 254) String text) {}

  private Constraints() {}

  static boolean isEmail(String text) {
    return VALIDATOR.validateValue(Address.class, "text", text).isEmpty();
  }

  /// What is wrong with a record, by field.
  static List<Invalid> mistakes(Object record) {
    return sorted(VALIDATOR.validate(record).stream());
  }

  /// What is wrong with one field.
  static List<Invalid> mistakes(Class<?> type, String component, @Nullable Object value) {
    return sorted(VALIDATOR.validateValue(type, component, value).stream());
  }

  private static List<Invalid> sorted(Stream<? extends ConstraintViolation<?>> violations) {
    return violations
        .map(
            it ->
                new Invalid(
                    field(it.getPropertyPath()), json(it.getInvalidValue()), it.getMessage()))
        .sorted(java.util.Comparator.comparing(Invalid::field).thenComparing(Invalid::expectation))
        .toList();
  }

  /// The name of the outermost field.
  private static String field(Path path) {
    for (Path.Node node : path) {
      if (node.getName() != null) {
        return Json.name(node.getName());
      }
    }
    return "";
  }

  private static JsonNode json(@Nullable Object value) {
    JsonNode tree = value == null ? NullNode.getInstance() : Json.tree(value);
    return tree == null || tree instanceof MissingNode ? NullNode.getInstance() : tree;
  }
}
