create table ingress.poller_leases (
  bot text primary key,
  instance text not null,
  held_until timestamptz not null
);

comment on table ingress.poller_leases is
  'which instance polls a bot; free when held_until has passed';
