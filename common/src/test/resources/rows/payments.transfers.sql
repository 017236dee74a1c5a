with booked as (
  insert into transfers (bot, charge, kind, booked_at) values ('demo', 'charge-1', 'payment', now()) returning id
)
insert into entries (transfer, account, currency, amount)
select id, account, 'XTR', amount from booked, (values ('sales', -100), ('telegram', 100)) as moved (account, amount)
