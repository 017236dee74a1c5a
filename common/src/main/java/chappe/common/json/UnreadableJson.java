// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.json;

/// JSON that is broken or does not fit the type wanted. The message names the type and the place,
/// never the content: that may be a person's text.
public final class UnreadableJson extends RuntimeException {
  UnreadableJson(String type, Exception cause) {
    super("not readable as " + type + place(cause));
  }

  private static String place(Exception cause) {
    if (cause instanceof com.fasterxml.jackson.core.JacksonException e && e.getLocation() != null) {
      return " at line "
          + e.getLocation().getLineNr()
          + ", column "
          + e.getLocation().getColumnNr();
    }
    return "";
  }
}
