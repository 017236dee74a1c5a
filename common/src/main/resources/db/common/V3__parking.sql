create table common.parking_owners (
  group_id text not null,
  partition int not null,
  owner uuid not null,
  primary key (group_id, partition)
);

comment on table common.parking_owners is
  'which stay of a partition number may write here: one that was lost finds another''s name';

create table common.parked_keys (
  group_id text not null,
  record_key text not null,
  partition int not null,
  cause text not null,
  topic text not null,
  record_offset bigint not null,
  parked_at timestamptz not null,
  primary key (group_id, record_key)
);

comment on table common.parked_keys is
  'keys whose records wait until a dead letter is retried or dropped';
comment on column common.parked_keys.cause is 'the first id of the dead letter';
comment on column common.parked_keys.topic is 'with partition and record_offset: what died';

create index parked_keys_partition on common.parked_keys (group_id, partition);

create table common.parked_records (
  group_id text not null,
  record_key text not null,
  position bigint generated always as identity,
  topic text not null,
  partition int not null,
  record_offset bigint not null,
  id text not null,
  headers bytea not null,
  value bytea,
  held_at timestamptz not null,
  primary key (group_id, topic, partition, record_offset),
  foreign key (group_id, record_key) references common.parked_keys
);

comment on table common.parked_records is 'records that wait, in the order of their positions';

create index parked_records_key on common.parked_records (group_id, record_key, position);
