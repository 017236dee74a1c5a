comment on schema dispatcher is null;
