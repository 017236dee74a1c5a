alter table senders drop column seen;
drop trigger letters_shut on letters;
drop function shut();
drop view open_letters;
drop index letters_written;
