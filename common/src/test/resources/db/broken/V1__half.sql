create table half (id bigint primary key);
create table half (id bigint primary key);
