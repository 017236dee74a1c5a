// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares a component of type `List` of a settings record as a group that exists once per name.
/// The record of the group has one component without [Setting], its `String` name; a setting
/// `BOT_TOKEN` of it is read from `BOT_TOKEN` for the unnamed one, from `SHOP_BOT_TOKEN` for the
/// one called `shop`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface PerName {
  /// The setting that lists the names, separated by commas.
  String names();

  /// The name of the one whose settings have no prefix. It is read when no names are listed, or
  /// when its [#key] is set.
  String unnamed();

  /// The setting that tells whether the unnamed one is there beside the listed ones.
  String key();

  /// What the names are, in one line of the settings table.
  String doc();
}
