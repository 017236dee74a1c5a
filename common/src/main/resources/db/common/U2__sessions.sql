drop table common.session_watermarks;
drop table common.sessions;
