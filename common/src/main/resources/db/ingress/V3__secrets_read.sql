create table ingress.secrets_read (
  bot text not null,
  instance text not null,
  current_print text not null,
  previous_print text not null,
  previous_used_at timestamptz,
  seen_at timestamptz not null,
  primary key (bot, instance)
);

comment on table ingress.secrets_read is
  'which webhook secrets each running instance takes, by their prints, written every second';
comment on column ingress.secrets_read.previous_print is 'empty: none but the current one';
comment on column ingress.secrets_read.previous_used_at is
  'when a request last came with the previous secret';
