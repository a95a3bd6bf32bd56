-- By whose link somebody came who signed up, kept in the transaction that makes the account, until billing has heard of it.

create table app.referral_note (
    account_id    uuid        primary key references app.account (id) on delete cascade,
    code          text        not null check (length(code) between 1 and 32),
    seen_at       timestamptz not null,
    registered_at timestamptz not null,
    told_at       timestamptz
);

create index referral_note_untold on app.referral_note (registered_at) where told_at is null;
