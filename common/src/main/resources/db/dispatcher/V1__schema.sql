comment on schema dispatcher is 'callback data, inline pages, files beside records';
