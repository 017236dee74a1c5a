comment on schema common is 'users, chats, sessions and parked records';
