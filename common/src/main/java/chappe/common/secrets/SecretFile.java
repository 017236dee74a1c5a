// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.common.secrets;

import chappe.common.lifecycle.CannotStart;
import chappe.common.settings.Secret;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Secrets as files of the secrets folder. A file changes as a whole: whoever reads meanwhile reads
/// the old one or the new one.
public final class SecretFile {
  private static final int FRESH_BYTES = 32;

  private SecretFile() {}

  /// A secret that nobody can guess: 64 letters and digits.
  public static Secret fresh() {
    byte[] bytes = new byte[FRESH_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Secret.of(HexFormat.of().formatHex(bytes));
  }

  /// Writes a secret, readable for this user alone.
  ///
  /// @throws CannotStart where the folder cannot be written to
  public static void write(Path file, Secret secret) {
    try {
      var folder = file.toAbsolutePath().getParent();
      var made = Files.createTempFile(folder, ".", ".new", forOwner());
      Files.writeString(made, secret.reveal());
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /// Removes a secret; one that is not there is removed already.
  ///
  /// @throws CannotStart where the folder cannot be written to
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static CannotStart unwritable(Path file, IOException e) {
    return new CannotStart(
        "❌ %s cannot be written: a read-only mount is rotated where it comes from. Set the new secret as %s and the old one as %s_PREVIOUS there, and run this again."
            .formatted(file, file.getFileName(), file.getFileName()),
        e);
  }

  private static FileAttribute<?>[] forOwner() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
