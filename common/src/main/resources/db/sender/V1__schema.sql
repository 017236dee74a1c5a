comment on schema sender is 'parked commands, broadcasts, calls of unknown outcome';
