create table dispatcher.files (
  id text primary key,
  content bytea not null,
  made_at timestamptz not null,
  done_at timestamptz
);

comment on table dispatcher.files is
  'bytes of files to be sent, until their command has its result, at most a day';
comment on column dispatcher.files.done_at is 'when the command had its result';
