comment on schema ingress is 'the lease of the poller, the secrets it reads';
