// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.store;

import org.jdbi.v3.core.Jdbi;

/// The table `scheduler.instances`: who may hold jobs. Time is the database's alone. Thread-safe.
public final class Instances {
  /// How long an instance counts as alive after it was last heard: with a look a second, its jobs
  /// are another's within 8 s.
  static final String ALIVE = "5 seconds";

  private static final String REGISTER =
      """
      insert into scheduler.instances (instance, alive_until)
      values (:instance, clock_timestamp() + interval '%s') returning token
      """
          .formatted(ALIVE);
  private static final String BEAT =
      """
      update scheduler.instances set alive_until = clock_timestamp() + interval '%s'
      where token = :token and alive_until > clock_timestamp()
      """
          .formatted(ALIVE);
  private static final String BURY =
      """
      delete from scheduler.instances where alive_until < clock_timestamp()
      """;
  private static final String LEAVE = "delete from scheduler.instances where token = :token";

  private final Jdbi jdbi;

  public Instances(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Enters an instance.
  ///
  /// @return its token, over that of all before it
  public long register(String instance) {
    return jdbi.withHandle(
        it -> it.createQuery(REGISTER).bind("instance", instance).mapTo(Long.class).one());
  }

  /// Tells that an instance lives.
  ///
  /// @return false: it was silent for too long, and its jobs are or will be another's
  public boolean beat(long token) {
    return jdbi.withHandle(it -> it.createUpdate(BEAT).bind("token", token).execute()) == 1;
  }

  /// Removes those that were silent for too long.
  ///
  /// @return how many
  public int bury() {
    return jdbi.withHandle(it -> it.createUpdate(BURY).execute());
  }

  /// Removes an instance that stops.
  public void leave(long token) {
    jdbi.useHandle(it -> it.createUpdate(LEAVE).bind("token", token).execute());
  }
}
