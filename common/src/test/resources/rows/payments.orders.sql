insert into orders (bot, id, record_key, name, currency, amount, request, is_link, state, created_at, changed_at)
values ('demo', 'demo:1:1', 'demo:42', 'premium', 'XTR', 100, '{}', false, 'open', now(), now())
