drop table sender.broadcast_recipients;
drop table sender.broadcasts;
