with booked as (
  insert into transfers (bot, charge, kind, booked_at) values ('demo', 'charge-1', 'refund', now()) returning id
)
insert into entries (transfer, account, currency, amount)
select id, account, 'XTR', amount from booked, (values ('telegram', -100), ('refunds', 100)) as moved (account, amount)
