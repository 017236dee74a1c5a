// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import chappe.common.record.RecordKey;
import chappe.common.record.ScheduleCommand.Action;
import chappe.scheduler.timing.InvalidJob;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/// The table `scheduler.jobs`. Every statement is for many jobs at once and holds its locks for
/// itself alone; none waits for another's. A one-off that fires costs two updates, which touch no
/// index, and one delete; one that is overdue when it is fetched, one update and one delete.
/// Thread-safe.
public final class JobStore {
  /// What an instance holds is due at most so far ahead.
  private static final Duration FARTHEST = Duration.ofMinutes(1);

  private static final String AFTER_ALL = "\uffff";

  private final Jdbi jdbi;
  private final Watermarks watermarks;
  private final int mostPerKey;

  /// @param mostPerKey jobs that one chat may have
  public JobStore(Jdbi jdbi, Watermarks watermarks, int mostPerKey) {
    this.jdbi = jdbi;
    this.watermarks = watermarks;
    this.mostPerKey = mostPerKey;
  }

  /// Notices a topic made anew: positions in the one before mean nothing.
  public void begin(UUID topic) {
    jdbi.useTransaction(
        handle -> {
          if (watermarks.forgetOthers(handle, topic)) {
            handle.createUpdate(JobSql.FORGET_POSITIONS).execute();
          }
        });
  }

  /// Carries commands out, at most one of each job, in one transaction. Done a second time it
  /// changes nothing and answers the same.
  ///
  /// @param holder the token under which jobs are taken that are due soon; 0: none are
  /// @param until how soon that is
  public Map<Change, Applied> apply(List<Change> changes, long holder, Instant until) {
    return jdbi.inTransaction(handle -> new Applying(handle, changes, holder, until).run());
  }

  private final class Applying {
    private final Handle handle;
    private final List<Change> changes;
    private final Predicate<Job> taken;
    private final long holder;
    private final Map<Change, Applied> applied = new HashMap<>();
    private final Map<JobKey, Change> inserted = new HashMap<>();
    private final List<Job> inserts = new ArrayList<>();
    private final List<Job> updates = new ArrayList<>();

    Applying(Handle handle, List<Change> changes, long holder, Instant until) {
      this.handle = handle;
      this.changes = changes;
      this.holder = holder;
      this.taken = it -> holder != 0 && it.due().filter(until::isAfter).isPresent();
    }

    Map<Change, Applied> run() {
      handle.execute("set local idle_in_transaction_session_timeout = '10s'");
      Map<Integer, Long> below = Watermarks.read(handle);
      Map<JobKey, Job> rows = locked();
      Map<String, Long> counts = counts(rows);
      for (Change change : changes) {
        apply(change, Optional.ofNullable(rows.get(change.key())), below, counts);
      }
      insert();
      if (!updates.isEmpty()) {
        JobRows.all(handle.createUpdate(JobSql.UPDATE), updates).execute();
      }
      return applied;
    }

    private void apply(
        Change change, Optional<Job> before, Map<Integer, Long> below, Map<String, Long> counts) {
      boolean past =
          !change.place().again()
              && change.place().offset() < below.getOrDefault(change.place().partition(), 0L);
      if (before.isEmpty() && past) {
        applied.put(change, new Applied.Done(false, Optional.empty()));
      } else if (makesOneMore(change, before)
          && counts.merge(change.key().recordKey(), 1L, Long::sum) > mostPerKey) {
        applied.put(change, new Applied.Refused(full()));
      } else {
        take(change, before, Transition.of(before, change));
      }
    }

    private void take(Change change, Optional<Job> before, Transition transition) {
      applied.put(change, transition.applied());
      transition
          .written()
          .map(it -> taken.test(it) ? it.heldBy(holder) : it)
          .ifPresent(
              row -> {
                (before.isPresent() ? updates : inserts).add(row);
                if (before.isEmpty()) {
                  inserted.put(row.key(), change);
                }
                if (transition.applied() instanceof Applied.Done(boolean found, var job)) {
                  applied.put(change, new Applied.Done(found, job.map(_ -> row)));
                }
              });
    }

    private Map<JobKey, Job> locked() {
      Map<JobKey, Job> rows = new HashMap<>();
      JobRows.keys(handle.createQuery(JobSql.LOCK), changes.stream().map(Change::key).toList())
          .map((row, _) -> JobRows.read(row))
          .forEach(it -> rows.put(it.key(), it));
      return rows;
    }

    private Map<String, Long> counts(Map<JobKey, Job> rows) {
      var keys =
          changes.stream()
              .filter(it -> makesOneMore(it, Optional.ofNullable(rows.get(it.key()))))
              .map(it -> it.key().recordKey())
              .distinct()
              .toList();
      Map<String, Long> counts = new HashMap<>();
      if (!keys.isEmpty()) {
        handle
            .createQuery(JobSql.COUNT)
            .bindArray("keys", String.class, keys)
            .map((row, _) -> counts.put(row.getString(1), row.getLong(2)))
            .list();
      }
      return counts;
    }

    /// Rows that are there by now, or were there and locked, are another's for the moment.
    private void insert() {
      if (inserts.isEmpty()) {
        return;
      }
      inserts.sort(Comparator.comparing(Job::key));
      var written =
          new HashSet<>(
              JobRows.all(handle.createQuery(JobSql.INSERT), inserts)
                  .map((row, _) -> JobRows.key(row))
                  .list());
      inserted.forEach(
          (key, change) -> {
            if (!written.contains(key)) {
              applied.put(change, new Applied.Busy());
            }
          });
    }
  }

  private static boolean makesOneMore(Change change, Optional<Job> before) {
    return change.action() == Action.SCHEDULE && before.filter(it -> !it.isOver()).isEmpty();
  }

  /// Takes jobs that nobody holds, the earliest first.
  ///
  /// @param until those due before that
  /// @return in the order of their moments; those in state [Job.State#FIRING] are decided
  public List<Job> fetch(long token, Instant now, Instant until, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(JobSql.FETCH)
                .bind("token", token)
                .bind("now", Timestamp.from(now))
                .bind("until", Timestamp.from(until))
                .bind("limit", limit)
                .map((row, _) -> JobRows.read(row))
                .stream()
                .sorted(Comparator.comparing(it -> it.due().orElse(Instant.MAX)))
                .toList());
  }

  /// What an instance holds and should long have settled.
  public List<Job> lost(long token, Instant before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(JobSql.LOST)
                .bind("token", token)
                .bind("before", Timestamp.from(before))
                .bind("limit", limit)
                .map((row, _) -> JobRows.read(row))
                .list());
  }

  /// Decides what fires.
  ///
  /// @return those that do
  public List<Decided> decide(long token, List<Decided> wanted) {
    var jobs = wanted.stream().map(Decided::job).toList();
    Set<JobKey> decided =
        jdbi.withHandle(
            handle -> {
              var statement = JobRows.versions(handle.createQuery(JobSql.DECIDE), jobs);
              JobRows.numbers(
                  statement, "dues", jobs, it -> it.due().orElse(Instant.EPOCH).toEpochMilli());
              JobRows.numbers(statement, "fires", wanted, it -> it.at().toEpochMilli());
              return new HashSet<>(
                  statement.bind("token", token).map((row, _) -> JobRows.key(row)).list());
            });
    return wanted.stream().filter(it -> decided.remove(it.job().key())).toList();
  }

  /// Writes down what has been fired or passed over.
  public void settle(long token, List<Settled> settled) {
    var over = settled.stream().filter(it -> it.next().isEmpty()).map(Settled::job).toList();
    settle(JobSql.REMOVE, token, over.stream().filter(watermarks::isBelow).toList());
    settle(JobSql.END, token, over.stream().filter(it -> !watermarks.isBelow(it)).toList());
    var again = settled.stream().filter(it -> it.next().isPresent()).toList();
    if (!again.isEmpty()) {
      jdbi.useHandle(
          handle -> {
            var statement =
                JobRows.versions(
                    handle.createUpdate(JobSql.MOVE), again.stream().map(Settled::job).toList());
            JobRows.numbers(
                statement, "nexts", again, it -> it.next().orElseThrow().toEpochMilli());
            JobRows.numbers(statement, "fired", again, Settled::fired);
            JobRows.numbers(statement, "leases", again, it -> it.kept() ? token : 0L);
            statement.bind("token", token).execute();
          });
    }
  }

  private void settle(String sql, long token, List<Job> jobs) {
    if (!jobs.isEmpty()) {
      jdbi.useHandle(
          handle ->
              JobRows.versions(handle.createUpdate(sql), jobs).bind("token", token).execute());
    }
  }

  /// Frees the jobs of instances that are no more.
  ///
  /// @return how many
  public int free(Instant now) {
    return jdbi.withHandle(handle -> until(handle.createUpdate(JobSql.FREE), now).execute());
  }

  /// Frees the jobs of an instance that stops.
  public void release(long token, Instant now) {
    jdbi.useHandle(
        handle -> until(handle.createUpdate(JobSql.RELEASE), now).bind("token", token).execute());
  }

  private static <S extends SqlStatement<S>> S until(S statement, Instant now) {
    return statement.bind("until", Timestamp.from(now.plus(FARTHEST)));
  }

  /// Removes rows of jobs that are over and that no redelivery asks for any more.
  ///
  /// @return how many, at most the limit
  public int sweep(int limit) {
    return jdbi.withHandle(
        handle -> handle.createUpdate(JobSql.SWEEP).bind("limit", limit).execute());
  }

  /// Whether there is room for a job, as far as can be said before its command is carried out.
  ///
  /// @throws InvalidJob where there is none
  public void checkRoom(JobKey key) throws InvalidJob {
    var others = ofKey(key.recordKey()).stream().filter(it -> !it.key().equals(key)).count();
    if (others >= mostPerKey) {
      throw new InvalidJob(full());
    }
  }

  private String full() {
    return "there are %d jobs of this chat already, the most".formatted(mostPerKey);
  }

  /// A job, or what is left of one that is over.
  public Optional<Job> find(JobKey key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(JobSql.FIND)
                .bind("key", key.recordKey())
                .bind("job", key.job())
                .map((row, _) -> JobRows.read(row))
                .findOne());
  }

  /// The jobs of a record key.
  public List<Job> ofKey(String recordKey) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(JobSql.OF_KEY)
                .bind("key", recordKey)
                .map((row, _) -> JobRows.read(row))
                .list());
  }

  /// The jobs of a bot itself.
  public List<Job> ofBot(String bot) {
    String prefix = RecordKey.job(bot, "x").toString();
    String from = prefix.substring(0, prefix.length() - 1);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(JobSql.OF_BOT)
                .bind("from", from)
                .bind("to", from + AFTER_ALL)
                .map((row, _) -> JobRows.read(row))
                .list());
  }

  /// Jobs that meet a filter, in the order of their keys.
  public List<Job> list(JobFilter filter) {
    String bot = filter.bot().map(it -> it + ":").orElse("");
    String from = filter.owner().map(it -> bot + it).orElse(bot);
    String to = filter.owner().isPresent() ? from + '\u0001' : from + AFTER_ALL;
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(JobSql.LIST)
                .bind("from", from)
                .bind("to", to)
                .bind("state", filter.state().map(Job.State::text).orElse(""))
                .bind("after_key", filter.after().map(JobKey::recordKey).orElse(""))
                .bind("after_job", filter.after().map(JobKey::job).orElse(""))
                .bind("limit", filter.limit())
                .map((row, _) -> JobRows.read(row))
                .list());
  }

  /// How many jobs are due and have not fired.
  public long due(Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(JobSql.DUE)
                .bind("now", Timestamp.from(now))
                .mapTo(Long.class)
                .one());
  }
}
