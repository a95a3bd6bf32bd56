-- What looks like fraud (docs/decisions/0068): who paid whom in which hour, what accounts have in common, and the flags that people
-- decide on. While a flag is open, no payout of those it holds is sent.

-- Coins that went from whom to whom, by the hour; the house is the nil UUID, also for what waits in escrow. Kept for forty days.
CREATE TABLE spend_hour (
    payer_id     uuid        NOT NULL,
    payee_id     uuid        NOT NULL,
    hour         timestamptz NOT NULL CHECK (hour = date_bin('1 hour', hour, 'epoch')),
    transfers    bigint      NOT NULL CHECK (transfers > 0),
    amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
    PRIMARY KEY (hour, payer_id, payee_id)
) WITH (fillfactor = 70);
CREATE INDEX spend_hour_payer ON spend_hour (payer_id, hour);
CREATE INDEX spend_hour_payee ON spend_hour (payee_id, hour);

CREATE TABLE spend_mark (
    one           boolean PRIMARY KEY DEFAULT true CHECK (one),
    upto_transfer bigint  NOT NULL DEFAULT 0,
    next_transfer bigint  NOT NULL DEFAULT 0,
    next_xid      xid8    NOT NULL DEFAULT '0'
);
-- What is older than what is kept need not be read.
INSERT INTO spend_mark (upto_transfer)
SELECT coalesce((SELECT id FROM transfer WHERE created_at < clock_timestamp() - interval '40 days' ORDER BY id DESC LIMIT 1), 0);

-- Counts new transfers, each exactly once: with a mark that a later run uses, as fold_owed does and for the same reason. Returns
-- how many transfers were passed.
CREATE FUNCTION fold_spending(p_now timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_mark spend_mark;
    v_upto bigint;
BEGIN
    SELECT * INTO v_mark FROM spend_mark FOR UPDATE SKIP LOCKED;
    IF NOT FOUND OR v_mark.next_xid > pg_snapshot_xmin(pg_current_snapshot()) THEN
        RETURN 0;
    END IF;
    v_upto := least(v_mark.next_transfer, v_mark.upto_transfer + 100000);
    IF v_upto > v_mark.upto_transfer THEN
        INSERT INTO spend_hour AS known (payer_id, payee_id, hour, transfers, amount_minor)
        WITH part AS (
            SELECT transfer.id, transfer.session_id, transfer.created_at, account.owner_ref AS payer_id, -sum(entry.amount) AS amount
              FROM transfer
              JOIN entry ON entry.transfer_id = transfer.id
              JOIN account ON account.id = entry.account_id
             WHERE transfer.id > v_mark.upto_transfer AND transfer.id <= v_upto
               AND transfer.code IN ('CAPTURE', 'TIP', 'GIFT', 'TICKET_BUY', 'SUBSCRIBE')
               AND account.kind IN ('viewer.available', 'viewer.held')
             GROUP BY transfer.id, transfer.session_id, transfer.created_at, account.owner_ref
            HAVING sum(entry.amount) < 0)
        SELECT part.payer_id,
               coalesce(
                   (SELECT payee.owner_ref
                      FROM entry JOIN account AS payee ON payee.id = entry.account_id
                     WHERE entry.transfer_id = part.id AND payee.kind = 'creator.pending' ORDER BY entry.line LIMIT 1),
                   (SELECT tip.performer_id FROM tip WHERE tip.transfer_id = part.id),
                   (SELECT session.performer_id FROM metered_session AS session WHERE session.id = part.session_id),
                   '00000000-0000-0000-0000-000000000000') AS payee_id,
               date_bin('1 hour', part.created_at, 'epoch') AS hour, count(*), sum(part.amount)
          FROM part
         GROUP BY 1, 2, 3
        ON CONFLICT (hour, payer_id, payee_id) DO UPDATE
           SET transfers = known.transfers + excluded.transfers, amount_minor = known.amount_minor + excluded.amount_minor;
    END IF;
    IF v_upto < v_mark.next_transfer THEN
        UPDATE spend_mark SET upto_transfer = v_upto;
    ELSE
        UPDATE spend_mark
           SET upto_transfer = next_transfer,
               next_transfer = coalesce((SELECT max(id) FROM transfer), 0),
               next_xid = pg_snapshot_xmax(pg_current_snapshot());
    END IF;
    DELETE FROM spend_hour WHERE hour < p_now - interval '40 days';
    RETURN v_upto - v_mark.upto_transfer;
END $$;

-- As before, and the fourth mark with the three.
CREATE OR REPLACE FUNCTION begin_era_after_restore() RETURNS boolean
    LANGUAGE plpgsql SET search_path = billing, pg_temp AS $$
DECLARE
    v_era     integer;
    v_known   text;
    v_cluster text;
BEGIN
    LOCK TABLE journal_era IN EXCLUSIVE MODE;
    SELECT system_identifier INTO v_cluster FROM pg_control_system();
    SELECT era, cluster INTO v_era, v_known FROM journal_era ORDER BY era DESC LIMIT 1;
    IF v_known = v_cluster THEN
        RETURN false;
    END IF;
    INSERT INTO journal_era (era, cluster) VALUES (v_era + 1, v_cluster);
    EXECUTE format('CREATE OR REPLACE FUNCTION current_era() RETURNS integer LANGUAGE sql STABLE AS %L',
                   'SELECT ' || v_era + 1);
    -- Everything that is here has been committed: the next run may fold all of it.
    UPDATE snapshot_mark SET next_xid = '0';
    UPDATE earning_mark SET next_xid = '0';
    UPDATE owed_mark SET next_xid = '0';
    UPDATE spend_mark SET next_xid = '0';
    RETURN true;
END $$;

-- What accounts may have in common: the browser somebody signed in with, the card that paid. Only keyed digests.
CREATE TABLE shared_trait (
    kind       text        NOT NULL CHECK (kind IN ('DEVICE', 'CARD')),
    digest     bytea       NOT NULL CHECK (octet_length(digest) = 32),
    account_id uuid        NOT NULL,
    first_seen timestamptz NOT NULL,
    last_seen  timestamptz NOT NULL CHECK (last_seen >= first_seen),
    PRIMARY KEY (kind, digest, account_id)
) WITH (fillfactor = 80);
CREATE INDEX shared_trait_newest ON shared_trait (first_seen);
CREATE INDEX shared_trait_oldest ON shared_trait (last_seen);

-- Declined payments, by when they were: how many an account has in an hour.
CREATE INDEX provider_event_declined ON provider_event (received_at) WHERE kind = 'FAILED';

-- subject is who the flag is about, subject_key what makes it the same one: the account, the pair, the digest. measured and allowed
-- are in the unit of the kind: gifts returned, coins in thousandths, accounts, declined payments, per cent.
CREATE TABLE risk_flag (
    id          uuid        PRIMARY KEY,
    kind        text        NOT NULL CHECK (kind IN
                    ('GIFT_LOOP', 'SPEND_SPIKE', 'SHARED_DEVICE', 'SHARED_CARD', 'CARD_TRIES', 'QUICK_CASH_OUT')),
    subject_id  uuid        NOT NULL,
    subject_key text        NOT NULL CHECK (subject_key <> ''),
    measured    bigint      NOT NULL,
    allowed     bigint      NOT NULL CHECK (measured > allowed),
    raised_at   timestamptz NOT NULL,
    state       text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'DISMISSED', 'CONFIRMED')),
    decided_by  uuid,
    decided_at  timestamptz,
    note        text        NOT NULL DEFAULT '',
    CHECK ((state = 'OPEN') = (decided_by IS NULL) AND (state = 'OPEN') = (decided_at IS NULL) AND (state = 'OPEN') = (note = ''))
);
CREATE UNIQUE INDEX risk_flag_once ON risk_flag (kind, subject_key) WHERE state = 'OPEN';
CREATE INDEX risk_flag_decided ON risk_flag (kind, subject_key, decided_at) WHERE state <> 'OPEN';
CREATE INDEX risk_flag_newest ON risk_flag (raised_at DESC, id DESC);

-- Whom it concerns. Those who are paid, and may have gained by it, are not paid while it is open.
CREATE TABLE risk_party (
    flag_id    uuid    NOT NULL REFERENCES risk_flag,
    account_id uuid    NOT NULL,
    holds      boolean NOT NULL,
    PRIMARY KEY (flag_id, account_id)
);
CREATE INDEX risk_party_account ON risk_party (account_id) WHERE holds;
CREATE TRIGGER risk_party_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON risk_party
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER risk_flag_kept BEFORE DELETE OR TRUNCATE ON risk_flag FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A flag may grow while it is open, and is decided on once.
CREATE FUNCTION check_risk_flag() RETURNS trigger LANGUAGE plpgsql SET search_path = billing, pg_temp AS $$
BEGIN
    IF OLD.state <> 'OPEN' OR NEW.measured < OLD.measured
       OR (OLD.id, OLD.kind, OLD.subject_id, OLD.subject_key, OLD.raised_at)
          IS DISTINCT FROM (NEW.id, NEW.kind, NEW.subject_id, NEW.subject_key, NEW.raised_at) THEN
        RAISE EXCEPTION 'flag % is % and stays as it is', OLD.id, OLD.state USING ERRCODE = 'LG011';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER risk_flag_stays BEFORE UPDATE ON risk_flag FOR EACH ROW EXECUTE FUNCTION check_risk_flag();

CREATE FUNCTION is_flagged(p_account uuid) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = billing, pg_temp AS $$
    SELECT EXISTS (SELECT FROM risk_party JOIN risk_flag ON risk_flag.id = risk_party.flag_id
                    WHERE risk_party.account_id = p_account AND risk_party.holds AND risk_flag.state = 'OPEN')
$$;

-- Whoever sends: nothing goes out to somebody who is held.
CREATE FUNCTION check_payout_unflagged() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    IF OLD.state = 'APPROVED' AND NEW.state = 'SENT' AND is_flagged(NEW.payee_id) THEN
        RAISE EXCEPTION 'payouts of % are held until a flag is decided on', NEW.payee_id USING ERRCODE = 'LG012';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payout_unflagged BEFORE UPDATE OF state ON payout FOR EACH ROW EXECUTE FUNCTION check_payout_unflagged();

REVOKE EXECUTE ON FUNCTION fold_spending, check_risk_flag, is_flagged, check_payout_unflagged FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT ON spend_hour, spend_mark TO stagedoor_billing;
        GRANT SELECT, INSERT, UPDATE, DELETE ON shared_trait TO stagedoor_billing;
        GRANT SELECT, INSERT, UPDATE ON risk_flag TO stagedoor_billing;
        GRANT SELECT, INSERT ON risk_party TO stagedoor_billing;
        GRANT EXECUTE ON FUNCTION fold_spending, is_flagged TO stagedoor_billing;
    END IF;
END $$;
