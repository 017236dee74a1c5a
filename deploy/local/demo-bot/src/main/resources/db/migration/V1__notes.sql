create table notes (
  id text primary key,
  chat bigint not null,
  text text not null,
  kept_at timestamptz not null default now()
);

create index notes_chat on notes (chat, kept_at);
