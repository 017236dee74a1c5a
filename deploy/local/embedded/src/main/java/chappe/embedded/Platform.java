// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.util.Locale;

/// The machine at hand, in the words of the artifacts that hold PostgreSQL's programs.
final class Platform {
  private Platform() {}

  static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")
        ? "darwin"
        : "linux";
  }

  static String processor() {
    String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return name.equals("aarch64") || name.equals("arm64") ? "arm_64" : "x86_64";
  }

  static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }
}
