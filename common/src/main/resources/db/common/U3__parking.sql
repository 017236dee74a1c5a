drop table common.parked_records;
drop table common.parked_keys;
drop table common.parking_owners;
