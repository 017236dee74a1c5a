insert into charges (bot, id, record_key, user_id, currency, amount, provider_charge, state, booked_at)
values ('demo', 'charge-1', 'demo:42', 42, 'XTR', 100, '', 'booked', now())
