// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The files that bots and people have sent, in memory: 256 MiB of them, the oldest go first.
/// Thread-safe.
public final class Files {
  private static final long MAX_BYTES = 256L << 20;
  private static final int MAX_FILES = 10_000;

  private final RandomGenerator random;
  private final LinkedHashMap<String, StoredFile> files = new LinkedHashMap<>();
  private final Map<String, String> paths = new HashMap<>();
  private long bytes;
  private long last;

  Files(RandomGenerator random) {
    this.random = random;
  }

  /// Keeps a file.
  ///
  /// @param kind `photo`, `document` and the like: the folder of its path
  /// @param upload what came
  public synchronized StoredFile put(String kind, Upload upload) {
    String id = identifier(24);
    String extension = upload.extension();
    String path = "%ss/file_%d%s".formatted(kind, ++last, extension);
    StoredFile file = new StoredFile(id, identifier(8), path, upload, PictureSize.of(upload));
    files.put(id, file);
    paths.put(path.toLowerCase(Locale.ROOT), id);
    bytes += upload.content().length;
    while (bytes > MAX_BYTES || files.size() > MAX_FILES) {
      StoredFile oldest = files.pollFirstEntry().getValue();
      paths.remove(oldest.path().toLowerCase(Locale.ROOT));
      bytes -= oldest.upload().content().length;
    }
    return file;
  }

  public synchronized Optional<StoredFile> find(String id) {
    return Optional.ofNullable(files.get(id));
  }

  /// The file at a path that getFile gave.
  public synchronized Optional<StoredFile> at(String path) {
    return Optional.ofNullable(paths.get(path.toLowerCase(Locale.ROOT))).map(files::get);
  }

  private String identifier(int length) {
    byte[] random = new byte[length];
    this.random.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
