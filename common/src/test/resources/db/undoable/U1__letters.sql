drop table letters;
drop table senders;
drop type colour;
