drop table ingress.poller_leases;
