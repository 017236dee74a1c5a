create table sender.unknowns (
  command text primary key,
  bot text not null,
  record_key text not null,
  lane text not null,
  method text not null,
  policy text not null check (policy in ('AT_LEAST_ONCE', 'AT_MOST_ONCE')),
  cause text not null,
  calls int not null default 1,
  first_at timestamptz not null,
  last_at timestamptz not null
);

comment on table sender.unknowns is
  'calls that Telegram may have carried out although their answer was lost or their sender died';
comment on column sender.unknowns.policy is
  'AT_LEAST_ONCE: the call was made again; AT_MOST_ONCE: its result is unknown';

create index unknowns_bot on sender.unknowns (bot, last_at);
