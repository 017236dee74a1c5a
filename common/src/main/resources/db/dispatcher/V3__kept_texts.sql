-- what a message can only point at: data of buttons over 64 bytes, pages of inline results
create table dispatcher.kept_texts (
  bot text not null,
  token text not null check (length(token) between 1 and 64),
  content text not null check (length(content) <= 1048576),
  kept_until timestamptz not null,
  primary key (bot, token)
);
create index kept_texts_end on dispatcher.kept_texts (kept_until);
