// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.telegram;

import java.util.regex.Pattern;

/// A file whose bytes go with a call. Immutable; the bytes must not be changed.
///
/// @param name of the part: that of the parameter, or what `attach://` names in one
/// @param fileName as people see it; quotes and line breaks are no part of it
/// @param contentType its media type, such as `image/png`
/// @param bytes its content
public record FilePart(String name, String fileName, String contentType, byte[] bytes) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9.+-]{1,64}/[A-Za-z0-9.+-]{1,64}");

  public FilePart {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a part's name has 1 to 64 of A-Z, a-z, 0-9, _, . and -");
    }
    if (!TYPE.matcher(contentType).matches()) {
      throw new IllegalArgumentException("a content type is such as image/png");
    }
    fileName = fileName.replaceAll("[\"\\\\\\p{Cntrl}]", "_");
  }
}
