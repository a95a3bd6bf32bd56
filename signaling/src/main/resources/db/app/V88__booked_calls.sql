-- Whether both had agreed on the call beforehand: such a call is no attempt to reach somebody, of which people without bought coins
-- have so many a day. Booked calls of the day before this count as attempts for that day: nobody knows any more which they were.
alter table app.call add column booked boolean not null default false;
