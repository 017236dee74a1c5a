comment on schema common is null;
