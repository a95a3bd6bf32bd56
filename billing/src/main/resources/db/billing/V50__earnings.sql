-- What becomes of an earning: pending by day, then available, less reserve and tax.

-- Versions of tax rules. Amounts are in minor units of the asset the site pays out in; the year begins on a day of a zone's
-- calendar.
CREATE TABLE tax_rule (
    preset                text     NOT NULL,
    version               integer  NOT NULL CHECK (version > 0),
    jurisdiction          text     NOT NULL CHECK (jurisdiction ~ '^([A-Z]{2})?$'),
    payee_type            text     NOT NULL DEFAULT 'ANY' CHECK (payee_type IN ('ANY', 'INDIVIDUAL', 'COMPANY')),
    section               text     NOT NULL,
    rate_basis_points     integer  NOT NULL CHECK (rate_basis_points BETWEEN 0 AND 10000),
    no_id_rate_basis_points integer NOT NULL CHECK (no_id_rate_basis_points BETWEEN 0 AND 10000),
    threshold_minor       bigint   NOT NULL CHECK (threshold_minor >= 0),
    on_cross              text     NOT NULL CHECK (on_cross IN ('EXCESS', 'ENTIRE')),
    tax_point             text     NOT NULL CHECK (tax_point IN ('CREDIT', 'PAYOUT')),
    year_begins           text     NOT NULL CHECK (year_begins ~ '^\d\d-\d\d$'),
    year_zone             text     NOT NULL,
    valid_from            date     NOT NULL,
    valid_to              date     CHECK (valid_to >= valid_from),
    note                  text     NOT NULL DEFAULT '',
    PRIMARY KEY (preset, version)
);
CREATE TRIGGER tax_rule_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tax_rule
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
INSERT INTO tax_rule (preset, version, jurisdiction, section, rate_basis_points, no_id_rate_basis_points, threshold_minor,
                      on_cross, tax_point, year_begins, year_zone, valid_from, note) VALUES
    ('IN-30K', 1, 'IN', '194J', 1000, 2000, 3000000, 'EXCESS', 'PAYOUT', '04-01', 'Asia/Kolkata', '2000-04-01',
     '10 % of what is paid out above 30,000 in a tax year'),
    ('IN-2026', 1, 'IN', '393(1)-6(iii)', 1000, 2000, 5000000, 'ENTIRE', 'CREDIT', '04-01', 'Asia/Kolkata', '2026-04-01',
     '10 % of all that is credited in a tax year, once it is more than 50,000; have an adviser confirm section and code'),
    ('NONE', 1, '', '', 0, 0, 0, 'EXCESS', 'PAYOUT', '01-01', 'UTC', '2000-01-01', 'Nothing is withheld');

-- Every payment that counted for tax. One that failed is taken out by a row with the opposite signs.
CREATE TABLE tax_withholding (
    id                bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payee_id          uuid        NOT NULL,
    asset             text        NOT NULL REFERENCES asset,
    year_start        date        NOT NULL,
    preset            text        NOT NULL,
    version           integer     NOT NULL,
    kind              text        NOT NULL CHECK (kind IN ('CREDIT', 'PAYOUT', 'PAYOUT_FAILED')),
    ref               text        NOT NULL,
    gross_minor       bigint      NOT NULL,
    taxable_minor     bigint      NOT NULL,
    withheld_minor    bigint      NOT NULL,
    rate_basis_points integer     NOT NULL,
    at                timestamptz NOT NULL,
    UNIQUE (kind, ref),
    FOREIGN KEY (preset, version) REFERENCES tax_rule,
    CHECK (CASE kind WHEN 'PAYOUT_FAILED' THEN gross_minor < 0 AND taxable_minor <= 0 AND withheld_minor <= 0
                     ELSE gross_minor > 0 AND taxable_minor >= 0 AND withheld_minor BETWEEN 0 AND gross_minor END)
);
CREATE INDEX tax_withholding_year ON tax_withholding (payee_id, asset, year_start);
CREATE TRIGGER tax_withholding_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tax_withholding
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Somebody who is owed money: performer, agency or referrer. The row is what everything about one payee locks first.
CREATE TABLE payee (
    payee_id      uuid        PRIMARY KEY,
    schedule      text        NOT NULL DEFAULT 'ON_REQUEST' CHECK (schedule IN ('ON_REQUEST', 'DAILY', 'WEEKLY')),
    scheduled_day date,
    frozen_at     timestamptz,
    frozen_by     text        NOT NULL DEFAULT '',
    frozen_reason text        NOT NULL DEFAULT '',
    CHECK (frozen_at IS NULL OR (frozen_by <> '' AND frozen_reason <> ''))
) WITH (fillfactor = 80);
CREATE INDEX payee_schedule ON payee (schedule, scheduled_day) WHERE schedule <> 'ON_REQUEST';

-- What a person decided about a payee's papers; the newest row counts. The papers themselves are kept elsewhere, and of a tax
-- number only its end, to tell one from another.
CREATE TABLE payee_review (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payee_id    uuid        NOT NULL,
    decision    text        NOT NULL CHECK (decision IN ('VERIFIED', 'REJECTED')),
    tax_id_tail text        NOT NULL DEFAULT '' CHECK (length(tax_id_tail) <= 4),
    reason      text        NOT NULL CHECK (reason <> ''),
    reviewer    text        NOT NULL CHECK (reviewer <> ''),
    at          timestamptz NOT NULL
);
CREATE INDEX payee_review_newest ON payee_review (payee_id, id DESC);
CREATE TRIGGER payee_review_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payee_review
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was earned on a day, when it becomes available, and what became of it. Debits are refunds and clawbacks.
CREATE TABLE earning_day (
    account_id    bigint      NOT NULL REFERENCES account,
    day           date        NOT NULL,
    credit_minor  bigint      NOT NULL DEFAULT 0 CHECK (credit_minor >= 0),
    debit_minor   bigint      NOT NULL DEFAULT 0 CHECK (debit_minor <= 0),
    matures_at    timestamptz NOT NULL,
    matured_at    timestamptz CHECK (matured_at >= matures_at),
    matured_minor bigint      NOT NULL DEFAULT 0 CHECK (matured_minor >= 0),
    transfer_id   bigint      REFERENCES transfer,
    PRIMARY KEY (account_id, day),
    CHECK ((matured_minor > 0) = (transfer_id IS NOT NULL)),
    CHECK (matured_at IS NOT NULL OR matured_minor = 0)
) WITH (fillfactor = 80);
CREATE INDEX earning_day_due ON earning_day (matures_at) WHERE matured_at IS NULL;

-- A day matures once, and what it came to stays.
CREATE FUNCTION check_day_matures_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.matured_at IS NOT NULL OR NEW.matures_at <> OLD.matures_at OR NEW.credit_minor < OLD.credit_minor
       OR NEW.debit_minor > OLD.debit_minor THEN
        RAISE EXCEPTION 'earnings of % on account % have matured', OLD.day, OLD.account_id USING ERRCODE = 'LG010';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER earning_day_once BEFORE UPDATE ON earning_day FOR EACH ROW EXECUTE FUNCTION check_day_matures_once();
CREATE TRIGGER earning_day_stays BEFORE DELETE OR TRUNCATE ON earning_day
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE earning_mark (
    one           boolean PRIMARY KEY DEFAULT true CHECK (one),
    upto_transfer bigint  NOT NULL DEFAULT 0,
    next_transfer bigint  NOT NULL DEFAULT 0,
    next_xid      xid8    NOT NULL DEFAULT '0'
);
INSERT INTO earning_mark DEFAULT VALUES;

-- Sorts new entries of pending accounts into the days they were earned on, each exactly once: with a mark that a later run
-- uses, as fold_balances does and for the same reason. What arrives for a day that has matured already counts for the day
-- after it. Returns the number of days touched.
CREATE FUNCTION fold_earnings(p_zone text, p_days integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
DECLARE
    v_mark   earning_mark;
    v_folded bigint := 0;
BEGIN
    SELECT * INTO v_mark FROM earning_mark FOR UPDATE SKIP LOCKED;
    IF NOT FOUND OR v_mark.next_xid > pg_snapshot_xmin(pg_current_snapshot()) THEN
        RETURN 0;
    END IF;
    IF v_mark.next_transfer > v_mark.upto_transfer THEN
        WITH part AS (
            SELECT entry.account_id, (transfer.created_at AT TIME ZONE p_zone)::date AS day, entry.amount
              FROM entry
              JOIN account ON account.id = entry.account_id
              JOIN transfer ON transfer.id = entry.transfer_id
             WHERE entry.transfer_id > v_mark.upto_transfer AND entry.transfer_id <= v_mark.next_transfer
               AND entry.account_version IS NULL AND transfer.code <> 'MATURE'
               AND account.kind IN ('creator.pending', 'agency.pending', 'referrer.pending')),
        placed AS (
            SELECT part.account_id, greatest(part.day, matured.day + 1) AS day, part.amount
              FROM part
              LEFT JOIN LATERAL (
                SELECT max(earning_day.day) AS day FROM earning_day
                 WHERE earning_day.account_id = part.account_id AND earning_day.matured_at IS NOT NULL) AS matured ON true),
        folded AS (
            INSERT INTO earning_day AS known (account_id, day, credit_minor, debit_minor, matures_at)
            SELECT account_id, day, coalesce(sum(amount) FILTER (WHERE amount > 0), 0),
                   coalesce(sum(amount) FILTER (WHERE amount < 0), 0),
                   (day + 1 + p_days)::timestamp AT TIME ZONE p_zone
              FROM placed GROUP BY account_id, day ORDER BY account_id, day
            ON CONFLICT (account_id, day) DO UPDATE
               SET credit_minor = known.credit_minor + excluded.credit_minor,
                   debit_minor = known.debit_minor + excluded.debit_minor
            RETURNING 1)
        SELECT count(*) INTO v_folded FROM folded;
    END IF;
    UPDATE earning_mark
       SET upto_transfer = next_transfer,
           next_transfer = coalesce((SELECT max(id) FROM transfer), 0),
           next_xid = pg_snapshot_xmax(pg_current_snapshot());
    RETURN v_folded;
END $$;

-- Kept back from a day's earnings for a while, against refunds.
CREATE TABLE reserve_part (
    account_id   bigint      NOT NULL,
    day          date        NOT NULL,
    amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
    release_at   timestamptz NOT NULL,
    released_at  timestamptz CHECK (released_at >= release_at),
    PRIMARY KEY (account_id, day),
    FOREIGN KEY (account_id, day) REFERENCES earning_day
);
CREATE INDEX reserve_part_due ON reserve_part (release_at) WHERE released_at IS NULL;

REVOKE EXECUTE ON FUNCTION fold_earnings, check_day_matures_once FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT ON tax_rule, tax_withholding, payee, payee_review, earning_day, earning_mark, reserve_part TO stagedoor_billing;
        GRANT INSERT ON tax_withholding, payee_review TO stagedoor_billing;
        GRANT INSERT, UPDATE ON payee, reserve_part TO stagedoor_billing;
        GRANT UPDATE (matured_at, matured_minor, transfer_id) ON earning_day TO stagedoor_billing;
        GRANT EXECUTE ON FUNCTION fold_earnings TO stagedoor_billing;
    END IF;
END $$;
