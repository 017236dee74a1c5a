insert into jobs (record_key, job, version, partition, position, found, state, due_at, repeats, missed, commanded_at, timing, fires)
values ('demo:42', 'remind', '3.17', 3, 17, false, 'waiting', now(), false, 'ONCE', now(), '{}', '{}')
