comment on schema scheduler is 'jobs';
