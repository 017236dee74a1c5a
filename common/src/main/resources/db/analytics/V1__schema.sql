comment on schema analytics is 'statistics';
