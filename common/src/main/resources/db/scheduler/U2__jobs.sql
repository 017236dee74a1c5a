drop table scheduler.watermarks;
drop table scheduler.instances;
drop table scheduler.jobs;
