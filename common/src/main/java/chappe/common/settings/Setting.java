// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares a component of a settings record as one setting. Its type says how the text is read
/// (see [Settings]), Jakarta constraints on it say what is allowed. A component without a fallback
/// is required, unless it is an `Optional`, a `List` or a `Set`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /// A fallback that stands for the name of the host.
  String HOST = "{host}";

  /// In capitals, such as `DB_POOL_SIZE`.
  String name();

  /// Names accepted as well; in one source the first one counts.
  String[] otherNames() default {};

  /// The text that is read where nothing is set; empty: none. May be [#HOST].
  String fallback() default "";

  /// Three fallbacks instead: of development, staging and production.
  String[] byEnvironment() default {};

  /// What it is for, in one line of the settings table.
  String doc();
}
