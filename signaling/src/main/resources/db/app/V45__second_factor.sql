-- Second factors by time (RFC 6238). The secret has to be read to check a code, so it is sealed with a key that is not in the
-- database; of recovery codes only digests are kept, as of refresh tokens.

create table app.second_factor (
    account_id    uuid        primary key references app.account (id) on delete cascade,
    sealed_secret bytea       not null,
    begun_at      timestamptz not null,
    -- Null until a code has shown that the app has the secret; until then nobody is asked for one.
    confirmed_at  timestamptz,
    -- The newest step whose code was taken: neither it nor an earlier one is taken again.
    last_step     bigint      not null default -1
);

create table app.recovery_code (
    account_id  uuid        not null references app.second_factor (account_id) on delete cascade,
    code_sha256 bytea       not null check (length(code_sha256) = 32),
    used_at     timestamptz,
    primary key (account_id, code_sha256)
);

alter table app.session drop constraint session_ended_reason_check;
alter table app.session add constraint session_ended_reason_check
    check (ended_reason in ('SIGNED_OUT', 'TOKEN_REUSED', 'SECOND_FACTOR'));
