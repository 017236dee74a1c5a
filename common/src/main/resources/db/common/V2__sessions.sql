create table common.sessions (
  group_id text not null,
  session_key text not null,
  partition int not null,
  topic_id uuid not null,
  position bigint not null,
  value bytea not null,
  changed_at timestamptz not null,
  primary key (group_id, session_key)
);

comment on table common.sessions is
  'the newest state of each session; convert_from(value, ''UTF8'')::jsonb reads it';
comment on column common.sessions.session_key is 'bot:chat or bot:chat:user';
comment on column common.sessions.position is
  'the offset in chappe.sessions, in this partition, of the change that is in value';

create table common.session_watermarks (
  group_id text not null,
  partition int not null,
  topic_id uuid not null,
  position bigint not null,
  primary key (group_id, partition)
);

comment on table common.session_watermarks is
  'per partition of chappe.sessions: everything below the position is in common.sessions';
