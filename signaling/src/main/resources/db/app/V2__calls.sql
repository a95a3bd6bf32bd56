-- What a call delivered to each side, kept for support and disputes. Counters only, never content.

create table app.call_leg (
    call_id           uuid   not null references app.call (id) on delete cascade,
    account_id        uuid   not null references app.account (id),
    received_ms       bigint not null check (received_ms >= 0),
    delivered_ms      bigint not null check (delivered_ms >= 0),
    received_packets  bigint not null,
    received_bytes    bigint not null,
    delivered_packets bigint not null,
    delivered_bytes   bigint not null,
    primary key (call_id, account_id)
);
