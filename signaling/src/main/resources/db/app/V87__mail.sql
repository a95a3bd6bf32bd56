-- Mail to people, one row a message, until it is sent and for a while after it. The address is not here: it is the account's at the
-- moment of sending, and an account that goes takes its mail along.

create table app.mail (
    id              uuid        primary key,
    -- What the message is about, by its writer: the same is written once, however often it is asked for.
    key             text        not null unique check (length(key) between 1 and 200),
    account_id      uuid        not null references app.account (id) on delete cascade,
    kind            text        not null check (length(kind) between 1 and 40),
    locale          text        not null,
    subject         text        not null,
    plain_text      text        not null,
    html            text        not null,
    -- KEPT: written where there was no mail server, to be read in the console; sent only if somebody asks for it there.
    state           text        not null check (state in ('WAITING', 'KEPT', 'SENT', 'FAILED')),
    created_at      timestamptz not null,
    attempts        integer     not null default 0 check (attempts >= 0),
    next_attempt_at timestamptz,
    -- Until then a node is at it; one that has died is not waited for any longer.
    claimed_until   timestamptz,
    settled_at      timestamptz,
    last_error      text        not null default '',
    check ((state = 'WAITING') = (next_attempt_at is not null)),
    check (state = 'WAITING' or claimed_until is null),
    check ((state in ('SENT', 'FAILED')) = (settled_at is not null))
);

create index mail_due on app.mail (next_attempt_at) where state = 'WAITING';
create index mail_account on app.mail (account_id);
