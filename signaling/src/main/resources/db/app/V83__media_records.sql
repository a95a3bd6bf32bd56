-- What the media node saw of each side of a call that is over. The node itself forgets a room with its end.

create table app.media_record (
    call_id        uuid        not null references app.call (id) on delete cascade,
    participant_id uuid        not null,
    kept_at        timestamptz not null,
    -- One array, oldest first, of what is bounded where it is made; it is read and deleted as a whole.
    events         jsonb       not null,
    primary key (call_id, participant_id)
);

create index media_record_kept_at on app.media_record (kept_at);
