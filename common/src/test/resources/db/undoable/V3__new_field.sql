alter table letters add column new_field varchar(104);
update letters set new_field = old_field || '-new';
alter table letters drop column old_field;
