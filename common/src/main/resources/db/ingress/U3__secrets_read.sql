drop table ingress.secrets_read;
