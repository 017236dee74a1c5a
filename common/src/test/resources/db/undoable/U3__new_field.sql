alter table letters add column old_field varchar(100);
update letters set old_field = left(new_field, length(new_field) - length('-new'));
alter table letters drop column new_field;
