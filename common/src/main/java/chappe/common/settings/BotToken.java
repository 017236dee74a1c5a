// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A token as Telegram gives it.
@Pattern(regexp = "\\d+:[A-Za-z0-9_-]{35}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface BotToken {
  /// What is expected, in words.
  String message() default
      "a token as @BotFather gives it: digits, a colon, then 35 letters, digits, _ and -";

  /// As the validator's contract has it; not used.
  Class<?>[] groups() default {};

  /// As the validator's contract has it; not used.
  Class<? extends Payload>[] payload() default {};
}
