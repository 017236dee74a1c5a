// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

/// The statements of [JobStore].
final class JobSql {
  private static final String COLUMNS =
      """
      j.record_key, j.job, j.version, j.partition, j.position, j.found, j.state, j.due_at, j.lease,
      j.repeats, j.missed, j.fired, j.commanded_at, j.timing, j.fires
      """;

  /// What is lost of this when the server dies is decided or settled again, with the same ids; and
  /// nothing that others were told, since what they were told is written after it.
  private static final String UNHURRIED =
      "(select set_config('synchronous_commit', 'off', true)) = 'off'";

  /// The rows of these keys that nobody else is changing.
  static final String LOCK =
      """
      select %s from scheduler.jobs j
      join unnest(:keys::text[], :jobs::text[]) k (record_key, job)
        on j.record_key = k.record_key and j.job = k.job
      for update of j skip locked
      """
          .formatted(COLUMNS);

  /// How many jobs there are of each of these keys.
  static final String COUNT =
      """
      select k.record_key, (select count(*) from scheduler.jobs j
        where j.record_key = k.record_key and j.ended_at is null) as number
      from unnest(:keys::text[]) k (record_key)
      """;

  private static final String ROWS =
      """
      unnest(:keys::text[], :jobs::text[], :versions::text[], :partitions::int[],
        :positions::bigint[], :founds::boolean[], :states::text[], :dues::bigint[],
        :leases::bigint[], :repeats::boolean[], :missed::text[], :fired::bigint[],
        :commanded::bigint[], :timings::text[], :fires::text[])
      """;

  private static final String VALUES =
      """
      r.version, r.partition, r.position, r.found, r.state,
      to_timestamp(r.due / 1000.0), nullif(r.lease, 0), r.repeats, r.missed, r.fired,
      to_timestamp(r.commanded / 1000.0),
      case r.state when 'ended' then clock_timestamp() end, r.timing, r.fires
      """;

  private static final String ALIAS =
      """
      r (record_key, job, version, partition, position, found, state, due, lease, repeats, missed,
        fired, commanded, timing, fires)
      """;

  private static final String TARGETS =
      """
      version, partition, position, found, state, due_at, lease, repeats, missed, fired,
      commanded_at, ended_at, timing, fires
      """;

  /// Adds rows; of those that are there by now, nothing.
  static final String INSERT =
      """
      insert into scheduler.jobs (record_key, job, %s)
      select r.record_key, r.job, %s from %s %s
      on conflict do nothing returning record_key, job
      """
          .formatted(TARGETS, VALUES, ROWS, ALIAS);

  /// Writes rows that are locked.
  static final String UPDATE =
      """
      update scheduler.jobs j set (%s) = row (%s)
      from %s %s where j.record_key = r.record_key and j.job = r.job
      """
          .formatted(TARGETS, VALUES, ROWS, ALIAS);

  /// Takes what is due until a moment and is nobody's. What is due by now, once, and whatever the
  /// time, needs no second look: it is decided at once.
  static final String FETCH =
      """
      update scheduler.jobs j set lease = :token,
        state = case when j.due_at <= :now and not j.repeats and j.missed <> 'NONE'
          then 'firing' else j.state end
      where %s and j.ctid = any (array (
        select ctid from scheduler.jobs where due_at < :until and lease is null
        order by due_at limit :limit for update skip locked))
      returning %s
      """
          .formatted(UNHURRIED, COLUMNS);

  /// What an instance holds although its moment is long past.
  static final String LOST =
      """
      select %s from scheduler.jobs j where j.due_at < :before and j.lease = :token
      order by j.due_at limit :limit
      """
          .formatted(COLUMNS);

  /// Decides what fires: whatever was not cancelled, replaced, paused or taken by another.
  static final String DECIDE =
      """
      update scheduler.jobs j set state = 'firing', due_at = to_timestamp(d.fires_at / 1000.0)
      from unnest(:keys::text[], :jobs::text[], :versions::text[], :dues::bigint[],
        :fires::bigint[]) d (record_key, job, version, due, fires_at)
      where %s and j.record_key = d.record_key and j.job = d.job and j.version = d.version
        and j.lease = :token and j.state = 'waiting' and j.due_at = to_timestamp(d.due / 1000.0)
      returning j.record_key, j.job
      """
          .formatted(UNHURRIED);

  private static final String HELD =
      """
      j.record_key = d.record_key and j.job = d.job and j.version = d.version
      and j.lease = :token and j.due_at is not null
      """;

  /// Takes away what is over.
  static final String REMOVE =
      """
      delete from scheduler.jobs j
      using unnest(:keys::text[], :jobs::text[], :versions::text[]) d (record_key, job, version)
      where %s and %s
      """
          .formatted(UNHURRIED, HELD);

  /// Ends what is over while redeliveries of its command may still come.
  static final String END =
      """
      update scheduler.jobs j
      set state = 'ended', due_at = null, lease = null, ended_at = clock_timestamp()
      from unnest(:keys::text[], :jobs::text[], :versions::text[]) d (record_key, job, version)
      where %s and %s
      """
          .formatted(UNHURRIED, HELD);

  /// Sets the next moment of what fires again.
  static final String MOVE =
      """
      update scheduler.jobs j
      set state = 'waiting', due_at = to_timestamp(d.next / 1000.0), lease = nullif(d.lease, 0),
        fired = d.fired
      from unnest(:keys::text[], :jobs::text[], :versions::text[], :nexts::bigint[],
        :fired::bigint[], :leases::bigint[]) d (record_key, job, version, next, fired, lease)
      where %s and %s
      """
          .formatted(UNHURRIED, HELD);

  /// Frees what is held by instances that are no more.
  static final String FREE =
      """
      update scheduler.jobs set lease = null
      where due_at < :until and lease is not null
        and lease not in (select token from scheduler.instances)
      """;

  /// Frees what an instance that stops has not decided.
  static final String RELEASE =
      """
      update scheduler.jobs set lease = null where due_at < :until and lease = :token
      """;

  static final String SWEEP =
      """
      delete from scheduler.jobs where ctid = any (array (
        select j.ctid from scheduler.jobs j join scheduler.watermarks w using (partition)
        where j.ended_at < clock_timestamp() - interval '1 minute' and j.position < w.position
        order by j.ended_at limit :limit for update of j skip locked))
      """;

  static final String FORGET_POSITIONS = "update scheduler.jobs set position = -1";

  static final String FIND =
      """
      select %s from scheduler.jobs j where j.record_key = :key and j.job = :job
      """
          .formatted(COLUMNS);

  /// All of a record key that are not over.
  static final String OF_KEY =
      """
      select %s from scheduler.jobs j where j.record_key = :key and j.ended_at is null
      order by j.job
      """
          .formatted(COLUMNS);

  /// In the order of the table's key, from one on.
  static final String LIST =
      """
      select %s from scheduler.jobs j
      where j.record_key >= :from and j.record_key < :to
        and (:state = '' and j.ended_at is null or j.state = :state)
        and (j.record_key, j.job) > (:after_key, :after_job)
      order by j.record_key, j.job limit :limit
      """
          .formatted(COLUMNS);

  /// Those of the bots themselves.
  static final String OF_BOT =
      """
      select %s from scheduler.jobs j
      where j.record_key >= :from and j.record_key < :to and j.ended_at is null
      order by j.record_key, j.job
      """
          .formatted(COLUMNS);

  static final String DUE =
      "select count(*) from scheduler.jobs where due_at < :now and state = 'waiting'";

  private JobSql() {}
}
