comment on schema payments is null;
