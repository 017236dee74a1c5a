comment on schema sender is null;
