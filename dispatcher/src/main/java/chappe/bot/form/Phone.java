// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.bot.form;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text that is a phone number: a `+` or none, then digits, with blanks, hyphens and parentheses
/// between them. What is absent is fine.
@Documented
@Constraint(validatedBy = Phone.Digits.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Phone {
  /// Digits of a number with its area, unless it is said otherwise.
  int LEAST_DIGITS = 10;

  int leastDigits() default LEAST_DIGITS;

  String message() default "a phone number of at least {leastDigits} digits";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /// Tells phone numbers from other texts.
  final class Digits implements ConstraintValidator<Phone, String> {
    private static final Pattern SEPARATORS = Pattern.compile("[ \\u00a0()-]");

    /// ITU-T E.164: 15 digits at most.
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,15}");

    private int least = LEAST_DIGITS;

    @Override
    public void initialize(Phone constraint) {
      least = constraint.leastDigits();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || isPhone(of(text), least);
    }

    /// The text without separators.
    static String of(String text) {
      return SEPARATORS.matcher(text).replaceAll("");
    }

    static boolean isPhone(String number, int leastDigits) {
      int sign = number.startsWith("+") ? 1 : 0;
      return NUMBER.matcher(number).matches() && number.length() - sign >= leastDigits;
    }
  }
}
