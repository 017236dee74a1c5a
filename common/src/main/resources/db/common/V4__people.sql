create table common.users (
  bot text not null,
  id bigint not null,
  username text check (length(username) between 3 and 32),
  first_name text not null,
  role text not null default 'USER' check (role in ('USER', 'MODERATOR', 'ADMIN')),
  language text not null,
  is_active boolean not null default true,
  is_blocked boolean not null default false,
  blocked_changed_at timestamptz,
  created_at timestamptz not null,
  last_seen timestamptz not null,
  primary key (bot, id)
);

comment on table common.users is 'who has registered with a bot';
comment on column common.users.language is 'chosen, or what Telegram said at first; may be empty';
comment on column common.users.is_active is 'false: shut out by the bot';
comment on column common.users.is_blocked is 'true: the person has blocked the bot at Telegram';

create table common.chats (
  bot text not null,
  id bigint not null,
  type text not null,
  title text not null,
  username text,
  is_active boolean not null default true,
  active_changed_at timestamptz,
  migrated_to bigint,
  created_at timestamptz not null,
  last_seen timestamptz not null,
  primary key (bot, id)
);

comment on table common.chats is 'groups and channels that a bot has seen; a private chat is a user';
comment on column common.chats.is_active is 'false: the bot was removed from it, or it became another';

create table common.forgotten (
  id text primary key,
  bot text not null,
  user_id bigint not null,
  record_key text not null,
  rows_removed int not null,
  sessions_removed int not null,
  asked_at timestamptz not null,
  forgotten_at timestamptz not null
);

comment on table common.forgotten is 'that a person was forgotten: one row per key that had something';

create index forgotten_user on common.forgotten (user_id);
