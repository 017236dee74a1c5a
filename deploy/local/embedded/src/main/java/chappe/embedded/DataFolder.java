// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The folder in which the servers keep their data, held by one process at a time.
public final class DataFolder implements AutoCloseable {
  private static final long MEBIBYTE = 1024 * 1024;
  private static final long ROOM_NEEDED = 256 * MEBIBYTE;
  private static final List<String> PARTS = List.of("kafka", "postgres", "redis");

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Makes the folder if need be and takes it until closed, or until this process ends in any way.
  ///
  /// @throws EmbeddedException if it cannot be written, another process holds it, or the disk has
  ///   less than 256 MiB left
  public static DataFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      FileChannel lock =
          FileChannel.open(
              path.resolve(".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (held(lock) == null) {
        String holder = Files.readString(path.resolve(".lock")).strip();
        lock.close();
        throw new EmbeddedException(
            "Process %s already runs on the data folder %s: stop it, or choose another folder with --data."
                .formatted(holder, path));
      }
      lock.truncate(0)
          .write(
              ByteBuffer.wrap(
                  Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      checkRoom(path);
      return new DataFolder(path, lock);
    } catch (IOException e) {
      throw new EmbeddedException("Cannot write to the data folder " + path + ": " + reason(e), e);
    }
  }

  public Path path() {
    return path;
  }

  /// Deletes what the servers keep here; only while none of them runs.
  public void clear() {
    try {
      for (String part : PARTS) {
        Path folder = path.resolve(part);
        if (Files.exists(folder)) {
          Path real = folder.toRealPath();
          Folders.delete(folder);
          Folders.delete(real);
        }
      }
    } catch (IOException e) {
      throw new EmbeddedException("Cannot empty the data folder " + path + ": " + reason(e), e);
    }
  }

  /// Lets the folder go. Further calls do nothing.
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new EmbeddedException("Cannot let go of the data folder " + path + ": " + reason(e), e);
    }
  }

  private static @Nullable FileLock held(FileChannel lock) throws IOException {
    try {
      return lock.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  private static void checkRoom(Path path) throws IOException {
    long left = Files.getFileStore(path).getUsableSpace();
    if (left < ROOM_NEEDED) {
      throw new EmbeddedException(
          "No room on disk: %s has %d MiB left and needs %d: free some, or choose another folder with --data."
              .formatted(path, left / MEBIBYTE, ROOM_NEEDED / MEBIBYTE));
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
