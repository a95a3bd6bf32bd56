-- Whether both had agreed on the call beforehand: such a call is no attempt to reach somebody, of which people without bought coins
-- have so many a day. What was there before counts for one day only, and not against anybody who booked: nobody knows any more.
alter table app.call add column booked boolean not null default false;
