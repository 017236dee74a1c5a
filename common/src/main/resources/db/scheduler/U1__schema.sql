comment on schema scheduler is null;
