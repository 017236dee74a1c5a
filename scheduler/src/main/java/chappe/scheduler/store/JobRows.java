// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import chappe.common.record.ScheduleCommand.Missed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;

/// Reads rows and binds columns as arrays: one statement for any number of jobs.
final class JobRows {
  private JobRows() {}

  static Job read(ResultSet row) throws SQLException {
    return new Job(
        key(row),
        row.getString(3),
        row.getInt(4),
        row.getLong(5),
        row.getBoolean(6),
        Job.State.of(row.getString(7)),
        Optional.ofNullable(row.getTimestamp(8)).map(Timestamp::toInstant),
        row.getLong(9),
        row.getBoolean(10),
        Missed.valueOf(row.getString(11)),
        row.getLong(12),
        row.getTimestamp(13).toInstant(),
        row.getString(14),
        row.getString(15));
  }

  static JobKey key(ResultSet row) throws SQLException {
    return new JobKey(row.getString(1), row.getString(2));
  }

  static <S extends SqlStatement<S>> S keys(S statement, List<JobKey> keys) {
    texts(statement, "keys", keys, JobKey::recordKey);
    return texts(statement, "jobs", keys, JobKey::job);
  }

  static <S extends SqlStatement<S>> S versions(S statement, List<Job> jobs) {
    keys(statement, jobs.stream().map(Job::key).toList());
    return texts(statement, "versions", jobs, Job::version);
  }

  static <S extends SqlStatement<S>> S all(S statement, List<Job> jobs) {
    versions(statement, jobs);
    statement.bindArray("partitions", Integer.class, jobs.stream().map(Job::partition).toList());
    numbers(statement, "positions", jobs, Job::position);
    statement.bindArray("founds", Boolean.class, jobs.stream().map(Job::found).toList());
    texts(statement, "states", jobs, it -> it.state().text());
    statement.bindArray(
        "dues",
        Long.class,
        jobs.stream().map(it -> it.due().map(Instant::toEpochMilli).orElse(null)).toArray());
    numbers(statement, "leases", jobs, Job::lease);
    statement.bindArray("repeats", Boolean.class, jobs.stream().map(Job::repeats).toList());
    texts(statement, "missed", jobs, it -> it.missed().name());
    numbers(statement, "fired", jobs, Job::fired);
    numbers(statement, "commanded", jobs, it -> it.commanded().toEpochMilli());
    texts(statement, "timings", jobs, Job::timing);
    return texts(statement, "fires", jobs, Job::fires);
  }

  static <S extends SqlStatement<S>, T> S texts(
      S statement, String name, List<T> rows, Function<T, String> column) {
    return statement.bindArray(name, String.class, rows.stream().map(column).toList());
  }

  static <S extends SqlStatement<S>, T> S numbers(
      S statement, String name, List<T> rows, Function<T, Long> column) {
    return statement.bindArray(name, Long.class, rows.stream().map(column).toList());
  }
}
