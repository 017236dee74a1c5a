create index letters_written on letters (written) where state = 'open';

create view open_letters as select id, written from letters where state = 'open';

create function shut() returns trigger language plpgsql as $$
begin
  new.state := lower(new.state);
  return new;
end
$$;

create trigger letters_shut before update on letters for each row execute function shut();

alter table senders add column seen timestamptz;
comment on column senders.seen is 'last seen';
