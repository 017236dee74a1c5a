// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.scheduler.rest;

import chappe.common.json.Json;
import chappe.common.record.RecordKey;
import chappe.scheduler.store.Job;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/// A job as it is shown. What it fires is the bot's own data and shown too: whoever has the token
/// may know it. Immutable.
///
/// @param owner the chat, or `job:{id}` of a job of the bot itself
/// @param nextAt when it fires next, also where it is paused
/// @param fired how often it has fired
record ShownJob(
    String bot,
    String owner,
    String job,
    String state,
    Instant nextAt,
    long fired,
    JsonNode when,
    JsonNode fires) {
  static ShownJob of(Job job, Instant now) {
    var key = RecordKey.parse(job.key().recordKey());
    return new ShownJob(
        key.bot(),
        key.owner(),
        job.key().job(),
        job.state().name().toLowerCase(Locale.ROOT),
        job.next(now),
        job.fired(),
        Json.tree(job.timing().getBytes(StandardCharsets.UTF_8)),
        Json.tree(job.fires().getBytes(StandardCharsets.UTF_8)));
  }
}
