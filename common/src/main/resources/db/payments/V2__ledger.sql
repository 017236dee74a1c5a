create table payments.orders (
  bot text not null,
  id text not null check (length(id) between 1 and 64),
  record_key text not null,
  name text not null,
  currency text not null,
  amount bigint not null check (amount > 0),
  request json not null,
  link text,
  is_link boolean not null,
  state text not null check (state in ('open', 'paid', 'refunded', 'cancelled')),
  charge text check ((state in ('paid', 'refunded')) = (charge is not null)),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (bot, id)
);

comment on table payments.orders is 'what somebody was asked to pay for';
comment on column payments.orders.request is 'as it was asked for: chappe.invoices';
comment on column payments.orders.charge is 'the payment that counts; of a repeatable order none';

create table payments.checks (
  id text primary key,
  bot text not null,
  record_key text not null,
  query text not null,
  state text not null check (state in ('pending', 'accepted', 'refused')),
  decided_by text,
  reason text,
  received_at timestamptz not null,
  decide_at timestamptz not null
);

comment on table payments.checks is
  'questions to bots before a payment: whoever decides a pending one first has decided it';
comment on column payments.checks.id is 'of the update that asked';
comment on column payments.checks.decided_by is 'the id of the verdict, or time';

create index checks_pending on payments.checks (decide_at) where state = 'pending';
create index checks_age on payments.checks (received_at);

create table payments.charges (
  bot text not null,
  id text not null check (id <> ''),
  order_id text,
  record_key text not null,
  user_id bigint not null,
  currency text not null,
  amount bigint not null,
  provider_charge text not null,
  flag text,
  state text not null
    check (state in ('booked', 'refund_wanted', 'refund_by_hand', 'refund_failed', 'refunded')),
  trouble text,
  tries int not null default 0,
  try_at timestamptz,
  booked_at timestamptz not null,
  refunded_at timestamptz,
  primary key (bot, id),
  foreign key (bot, order_id) references payments.orders
);

comment on table payments.charges is 'every payment that Telegram told of, once';
comment on column payments.charges.id is 'telegram_payment_charge_id';
comment on column payments.charges.flag is 'why nothing was given for it; null: something was';
comment on column payments.charges.trouble is 'Telegram''s words where it gave nothing back';

create index charges_order on payments.charges (bot, order_id);
create index charges_refunds on payments.charges (try_at) where state = 'refund_wanted';

create table payments.transfers (
  id bigint generated always as identity primary key,
  bot text not null,
  charge text not null,
  kind text not null check (kind in ('payment', 'refund')),
  booked_at timestamptz not null,
  unique (bot, charge, kind),
  foreign key (bot, charge) references payments.charges
);

comment on table payments.transfers is 'money that moved; its entries say from where to where';

create table payments.entries (
  transfer bigint not null references payments.transfers,
  account text not null check (account in ('telegram', 'sales', 'refunds', 'held')),
  currency text not null,
  amount bigint not null check (amount <> 0),
  primary key (transfer, account)
);

comment on table payments.entries is
  'double entry: those of a transfer sum to zero; no row is ever changed or removed';
comment on column payments.entries.account is
  'telegram: what Telegram or the provider holds for us; sales and refunds: what was sold and given back; held: what was paid and nothing given for';

create function payments.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is never changed: book what makes up for it';
end
$$;

create trigger transfers_stay before update or delete or truncate on payments.transfers
  execute function payments.refuse_change();
create trigger entries_stay before update or delete or truncate on payments.entries
  execute function payments.refuse_change();

create function payments.check_balance(checked bigint) returns void language plpgsql as $$
declare
  unbalanced int;
  entries int;
begin
  select count(*) into unbalanced from (
    select 1 from payments.entries where transfer = checked
    group by currency having sum(amount) <> 0
  ) as currencies;
  select count(*) into entries from payments.entries where transfer = checked;
  if unbalanced > 0 or entries < 2 then
    raise exception 'the entries of transfer % do not sum to zero', checked
      using errcode = 'check_violation';
  end if;
end
$$;

create function payments.transfer_balances() returns trigger language plpgsql as $$
begin
  perform payments.check_balance(new.id);
  return null;
end
$$;

create function payments.entry_balances() returns trigger language plpgsql as $$
begin
  perform payments.check_balance(new.transfer);
  return null;
end
$$;

create constraint trigger transfers_balance after insert on payments.transfers
  deferrable initially deferred for each row execute function payments.transfer_balances();
create constraint trigger entries_balance after insert on payments.entries
  deferrable initially deferred for each row execute function payments.entry_balances();

create table payments.outbox (
  position bigint generated always as identity primary key,
  id text not null unique,
  topic text not null,
  record_key text not null,
  type text not null,
  value bytea not null,
  written_at timestamptz not null
);

comment on table payments.outbox is
  'records on their way to Kafka that no record of Kafka caused: by a timer, a refund or REST';
