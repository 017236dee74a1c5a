-- Firing writes a row twice and deletes it, and no column that is written on the way is indexed
-- unless the moment changes: so most updates stay within their page (HOT), for which the pages keep
-- room. What is dead is collected early.
create table scheduler.jobs (
  record_key text collate "C" not null,
  job text collate "C" not null,
  version text collate "C" not null,
  partition int not null,
  position bigint not null,
  found boolean not null,
  state text collate "C" not null check (state in ('waiting', 'firing', 'paused', 'ended')),
  due_at timestamptz,
  lease bigint,
  repeats boolean not null,
  missed text collate "C" not null check (missed in ('ONCE', 'ALL', 'NONE')),
  fired bigint not null default 0,
  commanded_at timestamptz not null,
  ended_at timestamptz,
  timing text not null,
  fires text not null,
  primary key (record_key, job),
  check ((state in ('waiting', 'firing')) = (due_at is not null)),
  check ((state = 'ended') = (ended_at is not null))
) with (
  fillfactor = 70,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_cost_delay = 1,
  autovacuum_analyze_scale_factor = 0.05
);

comment on table scheduler.jobs is
  'jobs, and for a while those that are over, so that a redelivered command finds them';
comment on column scheduler.jobs.record_key is 'bot:chat, or bot:job:id of a job of the bot itself';
comment on column scheduler.jobs.version is
  'partition.offset of the command that made it: part of the ids of its firings';
comment on column scheduler.jobs.position is
  'with partition: the offset of its last command; an older one changes nothing';
comment on column scheduler.jobs.found is 'what the last command is answered: was there a job';
comment on column scheduler.jobs.due_at is 'when it fires next; none while it is paused';
comment on column scheduler.jobs.lease is 'the token of the instance that holds it';
comment on column scheduler.jobs.timing is 'when it fires, as its command says';
comment on column scheduler.jobs.fires is 'what it fires, as its command says';

create index jobs_due on scheduler.jobs (due_at) where due_at is not null;
create index jobs_ended on scheduler.jobs (ended_at) where ended_at is not null;

create table scheduler.instances (
  token bigint generated always as identity primary key,
  instance text not null,
  alive_until timestamptz not null
) with (fillfactor = 10);

comment on table scheduler.instances is
  'who holds jobs: what an instance holds that is not alive any more is free again';

create table scheduler.watermarks (
  partition int primary key,
  topic_id uuid not null,
  position bigint not null
);

comment on table scheduler.watermarks is
  'per partition of chappe.schedules: every command below the position has been applied';
