create table sender.broadcasts (
  id text primary key,
  bot text not null,
  method text not null,
  params jsonb not null,
  rate int check (rate > 0),
  state text not null check (state in ('preparing', 'running', 'paused', 'cancelled', 'done')),
  created_at timestamptz not null,
  ended_at timestamptz
);

comment on table sender.broadcasts is 'one message to many chats';
comment on column sender.broadcasts.rate is 'messages a second; null: as many as the limits allow';

create table sender.broadcast_recipients (
  broadcast text not null references sender.broadcasts on delete cascade,
  chat bigint not null,
  position bigint generated always as identity,
  state text not null default 'waiting' check (state in
    ('waiting', 'fed', 'sent', 'blocked', 'failed', 'unknown', 'skipped')),
  primary key (broadcast, chat)
);

comment on column sender.broadcast_recipients.state is
  'fed: the command stands in the lane; skipped: had blocked the bot before, or cancelled';

create index broadcast_recipients_waiting on sender.broadcast_recipients (broadcast, position)
  where state = 'waiting';
create index broadcast_recipients_fed on sender.broadcast_recipients (broadcast)
  where state = 'fed';
