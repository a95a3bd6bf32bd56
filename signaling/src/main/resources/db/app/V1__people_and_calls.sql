-- People, their sessions, and the calls between them. Money is not here: billing keeps it and knows these ids only as
-- opaque owners. Ids are UUIDv7 and made by the server, so that ordering by id is ordering by creation.

create table app.account (
    id            uuid        primary key,
    email         text        not null,
    -- What addresses are compared by: lower case, so that nobody registers twice by holding shift.
    email_key     text        not null unique,
    display_name  text        not null check (char_length(display_name) between 3 and 20),
    bio           text        not null default '' check (char_length(bio) <= 150),
    date_of_birth date        not null,
    roles         text[]      not null check (cardinality(roles) > 0 and roles <@ array['VIEWER', 'PERFORMER', 'ADMIN']),
    -- Argon2id in the PHC string format, parameters and salt included.
    password_hash text        not null,
    created_at    timestamptz not null,
    last_seen_at  timestamptz
);

-- One row per sign-in on a device: the family that a refresh token and all its successors belong to.
create table app.session (
    id           uuid        primary key,
    account_id   uuid        not null references app.account (id) on delete cascade,
    created_at   timestamptz not null,
    last_used_at timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz,
    ended_reason text check (ended_reason in ('SIGNED_OUT', 'TOKEN_REUSED')),
    user_agent   text        not null,
    address      text        not null,
    check ((ended_at is null) = (ended_reason is null))
);

create index session_account on app.session (account_id);

-- Only digests: who reads this table cannot sign in with it. Used tokens stay, because seeing one again means theft.
create table app.refresh_token (
    token_sha256 bytea       primary key check (length(token_sha256) = 32),
    session_id   uuid        not null references app.session (id) on delete cascade,
    issued_at    timestamptz not null,
    used_at      timestamptz
);

create index refresh_token_session on app.refresh_token (session_id);

-- Keys that sign access tokens. A key is published before it signs and stays published until its last token is dead.
create table app.signing_key (
    kid         text        primary key,
    private_jwk text        not null,
    created_at  timestamptz not null,
    signs_from  timestamptz not null,
    signs_until timestamptz not null,
    check (signs_until > signs_from)
);

-- What a performer offers. No row: the profile is unfinished, and nobody can see or call them yet.
create table app.performer (
    account_id       uuid        primary key references app.account (id) on delete cascade,
    -- What lists are sorted by, a copy so that (sort_name, account_id) is one index.
    sort_name        text        not null,
    audio_rate_minor bigint      not null check (audio_rate_minor > 0),
    video_rate_minor bigint      not null check (video_rate_minor > 0),
    rate_currency    text        not null check (rate_currency = 'COIN'),
    increment        text        not null check (increment in ('MINUTE', 'SECOND')),
    rating_sum       bigint      not null default 0,
    rating_count     integer     not null default 0 check (rating_count >= 0),
    updated_at       timestamptz not null
);

create index performer_sort on app.performer (sort_name, account_id);

create table app.call (
    id               uuid        primary key,
    viewer_id        uuid        not null references app.account (id),
    performer_id     uuid        not null references app.account (id),
    kind             text        not null check (kind in ('AUDIO', 'VIDEO')),
    increment        text        not null check (increment in ('MINUTE', 'SECOND')),
    per_minute_minor bigint      not null check (per_minute_minor >= 0),
    currency         text        not null,
    state            text        not null check (state in ('REQUESTED', 'RINGING', 'CONNECTING', 'ACTIVE', 'ENDED')),
    outcome          text check (outcome in ('COMPLETED', 'MISSED', 'DECLINED', 'CANCELLED', 'FAILED', 'INSUFFICIENT_FUNDS')),
    reason           text        not null default '',
    created_at       timestamptz not null,
    active_since     timestamptz,
    ended_at         timestamptz,
    delivered_ms     bigint      not null default 0 check (delivered_ms >= 0),
    charged_minor    bigint      not null default 0 check (charged_minor >= 0),
    check (viewer_id <> performer_id),
    check ((state = 'ENDED') = (outcome is not null)),
    check ((state = 'ENDED') = (ended_at is not null))
);

create index call_viewer on app.call (viewer_id, id desc);
create index call_performer on app.call (performer_id, id desc);
create index call_open on app.call (id) where state <> 'ENDED';

create table app.rating (
    call_id      uuid        primary key references app.call (id) on delete cascade,
    performer_id uuid        not null references app.account (id),
    viewer_id    uuid        not null references app.account (id),
    stars        integer     not null check (stars between 1 and 5),
    text         text        not null default '' check (char_length(text) <= 500),
    rated_at     timestamptz not null
);

create index rating_performer on app.rating (performer_id, rated_at desc);
