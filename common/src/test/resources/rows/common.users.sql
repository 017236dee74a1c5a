insert into common.users (bot, id, username, first_name, role, language, created_at, last_seen)
values ('demo', 1, 'ada_l', 'Ada', 'ADMIN', 'de', now(), now())
on conflict do nothing;
