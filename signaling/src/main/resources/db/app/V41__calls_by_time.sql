-- A booked call has the booking's id, which a client chose: ids no longer say which call came first.

create index call_viewer_recent on app.call (viewer_id, created_at desc, id desc);
create index call_performer_recent on app.call (performer_id, created_at desc, id desc);
drop index app.call_viewer;
drop index app.call_performer;
