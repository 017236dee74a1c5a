comment on schema analytics is null;
