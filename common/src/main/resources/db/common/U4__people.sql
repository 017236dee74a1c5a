drop table common.forgotten;
drop table common.chats;
drop table common.users;
