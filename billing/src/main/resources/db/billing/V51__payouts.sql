-- Payouts: what was asked for, where it stands, and the caps, which hold whoever writes.

-- Where a payee's money goes. A change needs a new review, see the view of payees below.
CREATE TABLE payout_destination (
    payee_id       uuid        PRIMARY KEY,
    holder         text        NOT NULL CHECK (holder <> ''),
    account_number text        NOT NULL CHECK (account_number <> ''),
    bank_code      text        NOT NULL,
    updated_at     timestamptz NOT NULL
);

CREATE TABLE payout (
    id              uuid        PRIMARY KEY,
    payee_id        uuid        NOT NULL REFERENCES payee,
    agency          boolean     NOT NULL,
    idem_key        text        NOT NULL,
    origin          text        NOT NULL CHECK (origin IN ('REQUEST', 'DAILY', 'WEEKLY', 'RETRY')),
    retry_of        uuid        UNIQUE REFERENCES payout,
    attempt         integer     NOT NULL DEFAULT 1 CHECK (attempt > 0),
    asset           text        NOT NULL REFERENCES asset,
    gross_minor     bigint      NOT NULL CHECK (gross_minor > 0),
    withheld_minor  bigint      NOT NULL CHECK (withheld_minor >= 0 AND withheld_minor < gross_minor),
    tax_section     text        NOT NULL,
    state           text        NOT NULL
                    CHECK (state IN ('REQUESTED', 'HELD', 'APPROVED', 'SENT', 'UNKNOWN', 'CONFIRMED', 'FAILED')),
    provider        text        NOT NULL,
    provider_ref    text        NOT NULL DEFAULT '',
    -- Why it is held or has failed, in plain words; and whether asking again may help.
    reason          text        NOT NULL DEFAULT '',
    retryable       boolean     NOT NULL DEFAULT false,
    day             date        NOT NULL,
    day_cap_minor   bigint      NOT NULL,
    month_cap_minor bigint      NOT NULL,
    -- When somebody must look again: to send, or to ask the provider what became of it.
    due_at          timestamptz,
    checks          integer     NOT NULL DEFAULT 0,
    requested_at    timestamptz NOT NULL,
    sent_at         timestamptz,
    ended_at        timestamptz,
    UNIQUE (payee_id, idem_key),
    CHECK ((ended_at IS NOT NULL) = (state IN ('CONFIRMED', 'FAILED'))),
    CHECK ((due_at IS NOT NULL) = (state IN ('APPROVED', 'SENT', 'UNKNOWN')))
) WITH (fillfactor = 80);
CREATE INDEX payout_due ON payout (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX payout_payee ON payout (payee_id, requested_at DESC, id DESC);
CREATE INDEX payout_newest ON payout (requested_at DESC, id DESC);
CREATE INDEX payout_failed ON payout (ended_at) WHERE state = 'FAILED' AND retryable;
CREATE TRIGGER payout_stays BEFORE DELETE OR TRUNCATE ON payout FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who moved it, and why.
CREATE TABLE payout_step (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payout_id uuid        NOT NULL REFERENCES payout,
    state     text        NOT NULL,
    actor     text        NOT NULL CHECK (actor <> ''),
    reason    text        NOT NULL DEFAULT '',
    at        timestamptz NOT NULL
);
CREATE INDEX payout_step_payout ON payout_step (payout_id, id);
CREATE TRIGGER payout_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payout_step
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was asked for in a day and in a month, less what failed. The check is the cap.
CREATE TABLE payout_usage (
    payee_id    uuid   NOT NULL,
    asset       text   NOT NULL,
    period      text   NOT NULL CHECK (period IN ('DAY', 'MONTH')),
    starts      date   NOT NULL,
    total_minor bigint NOT NULL CHECK (total_minor >= 0),
    cap_minor   bigint NOT NULL,
    PRIMARY KEY (payee_id, asset, period, starts),
    CONSTRAINT payout_cap CHECK (total_minor <= cap_minor)
);

CREATE FUNCTION count_payout() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO payout_usage AS known (payee_id, asset, period, starts, total_minor, cap_minor) VALUES
            (NEW.payee_id, NEW.asset, 'MONTH', date_trunc('month', NEW.day)::date, NEW.gross_minor, NEW.month_cap_minor),
            (NEW.payee_id, NEW.asset, 'DAY', NEW.day, NEW.gross_minor, NEW.day_cap_minor)
        ON CONFLICT (payee_id, asset, period, starts) DO UPDATE
           SET total_minor = known.total_minor + excluded.total_minor, cap_minor = excluded.cap_minor;
    ELSIF NEW.state = 'FAILED' AND OLD.state <> 'FAILED' THEN
        UPDATE payout_usage SET total_minor = total_minor - NEW.gross_minor
         WHERE payee_id = NEW.payee_id AND asset = NEW.asset
           AND (period, starts) IN (('DAY', NEW.day), ('MONTH', date_trunc('month', NEW.day)::date));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payout_counts AFTER INSERT OR UPDATE OF state ON payout FOR EACH ROW EXECUTE FUNCTION count_payout();

-- Forward only, with the amounts it was asked for, and never out to somebody who is frozen.
CREATE FUNCTION check_payout_moves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (OLD.id, OLD.payee_id, OLD.gross_minor, OLD.withheld_minor, OLD.asset, OLD.day, OLD.provider)
           IS DISTINCT FROM (NEW.id, NEW.payee_id, NEW.gross_minor, NEW.withheld_minor, NEW.asset, NEW.day, NEW.provider)
           OR NOT (CASE OLD.state
                WHEN 'REQUESTED' THEN NEW.state IN ('APPROVED', 'HELD', 'FAILED')
                WHEN 'HELD'      THEN NEW.state IN ('HELD', 'APPROVED', 'FAILED')
                WHEN 'APPROVED'  THEN NEW.state IN ('APPROVED', 'HELD', 'SENT', 'FAILED')
                WHEN 'SENT'      THEN NEW.state IN ('SENT', 'UNKNOWN', 'CONFIRMED', 'FAILED')
                WHEN 'UNKNOWN'   THEN NEW.state IN ('UNKNOWN', 'SENT', 'CONFIRMED', 'FAILED')
                ELSE false END) THEN
            RAISE EXCEPTION 'payout % is % and cannot become %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'LG011';
        END IF;
    ELSIF NEW.state NOT IN ('REQUESTED', 'APPROVED') THEN
        RAISE EXCEPTION 'payout % cannot begin as %', NEW.id, NEW.state USING ERRCODE = 'LG011';
    END IF;
    IF (TG_OP = 'INSERT' OR (OLD.state = 'APPROVED' AND NEW.state = 'SENT'))
       AND EXISTS (SELECT FROM payee WHERE payee_id = NEW.payee_id AND frozen_at IS NOT NULL) THEN
        RAISE EXCEPTION 'payee % is frozen', NEW.payee_id USING ERRCODE = 'LG012';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payout_moves BEFORE INSERT OR UPDATE ON payout FOR EACH ROW EXECUTE FUNCTION check_payout_moves();

-- The sandbox's own books: what a real provider would keep on its side.
CREATE TABLE sandbox_payout (
    key          text        PRIMARY KEY,
    ref          text        NOT NULL UNIQUE,
    amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
    asset        text        NOT NULL,
    account      text        NOT NULL,
    created_at   timestamptz NOT NULL
);

-- Payouts that a person makes at the bank, by a file of many at once.
CREATE TABLE bank_file_line (
    key         text        PRIMARY KEY,
    payout_id   uuid        NOT NULL UNIQUE REFERENCES payout,
    state       text        NOT NULL CHECK (state IN ('QUEUED', 'EXPORTED', 'PAID', 'RETURNED')),
    batch_id    uuid,
    reason      text        NOT NULL DEFAULT '',
    exported_at timestamptz,
    CHECK ((state = 'QUEUED') = (batch_id IS NULL))
);
CREATE INDEX bank_file_line_batch ON bank_file_line (batch_id);

REVOKE EXECUTE ON FUNCTION count_payout, check_payout_moves FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT ON payout_destination, payout, payout_step, payout_usage, sandbox_payout, bank_file_line
           TO stagedoor_billing;
        GRANT INSERT, UPDATE ON payout_destination, payout, bank_file_line TO stagedoor_billing;
        GRANT INSERT ON payout_step, sandbox_payout TO stagedoor_billing;
    END IF;
END $$;
