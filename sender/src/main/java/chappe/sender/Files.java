// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.sender;

import chappe.common.claim.ClaimedFiles;
import chappe.common.record.OutboundCommand.ClaimedFile;
import chappe.common.telegram.FilePart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of commands, fetched from the database when they are sent, and removed afterwards: a
/// thread of its own sweeps once a minute. Thread-safe.
final class Files implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Files.class);
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final ClaimedFiles claimed;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("file-sweeper").factory());

  /// What was found of a command's files.
  sealed interface Found {
    record All(List<FilePart> parts) implements Found {}

    /// One of them is no longer there.
    record Gone() implements Found {}

    /// The database does not answer.
    record Away() implements Found {}
  }

  private Files(ClaimedFiles claimed) {
    this.claimed = claimed;
  }

  static Files start(ClaimedFiles claimed) {
    var files = new Files(claimed);
    var _ =
        files.sweeper.scheduleWithFixedDelay(
            files::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    return files;
  }

  /// The files of a command; asks the database where it has any.
  Found of(Command command) {
    List<FilePart> parts = new ArrayList<>();
    for (ClaimedFile file : command.call().claimed()) {
      Optional<byte[]> bytes;
      try {
        bytes = claimed.find(file.claim());
      } catch (JdbiException e) {
        return new Found.Away();
      }
      if (bytes.isEmpty()) {
        return new Found.Gone();
      }
      parts.add(new FilePart(file.part(), file.fileName(), file.contentType(), bytes.get()));
    }
    return new Found.All(parts);
  }

  /// Lets a command's files go, since it has come to its end. Where the database is away, they go
  /// with their age.
  void done(Command command) {
    var files = command.call().claimed();
    if (files.isEmpty()) {
      return;
    }
    try {
      claimed.done(files.stream().map(ClaimedFile::claim).toList());
    } catch (JdbiException e) {
      log.atWarn().addKeyValue("error_type", e.getClass().getName()).log("files stay for a day");
    }
  }

  private void sweep() {
    try {
      int removed = claimed.sweep();
      log.atDebug().addKeyValue("files", removed).log("removed files of commands that ended");
    } catch (JdbiException e) {
      // The next sweep does it.
      log.atWarn().addKeyValue("error_type", e.getClass().getName()).log("files were not removed");
    }
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
  }
}
