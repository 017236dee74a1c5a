drop table sender.unknowns;
