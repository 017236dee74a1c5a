create table stones (id bigint primary key);
