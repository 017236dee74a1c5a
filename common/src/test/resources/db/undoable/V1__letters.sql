create type colour as enum ('red', 'blue');

create table senders (
  id bigint generated always as identity primary key,
  name varchar(20) not null unique
);

create table letters (
  id bigint primary key,
  sender bigint references senders (id),
  state text not null default 'open' check (state in ('open', 'shut')),
  colour colour,
  body bytea,
  facts jsonb,
  tags text[] not null default '{}',
  written timestamptz not null default now(),
  old_field varchar(100)
);

comment on table letters is 'what people wrote';
