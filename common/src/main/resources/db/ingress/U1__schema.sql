comment on schema ingress is null;
