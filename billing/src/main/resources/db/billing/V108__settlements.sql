-- What providers say that they paid out to the bank, line by line (docs/decisions/0063).

DO $$
DECLARE
    v_check text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'transfer_code_check'
                        AND conrelid = 'transfer'::regclass);
BEGIN
    ALTER TABLE transfer DROP CONSTRAINT transfer_code_check;
    EXECUTE 'ALTER TABLE transfer ADD CONSTRAINT transfer_code_check '
        || replace(v_check, '''SUBSCRIBE''::text', '''SUBSCRIBE''::text, ''PSP_FEE''::text, ''SETTLEMENT''::text') || ' NOT VALID';
END $$;

CREATE TABLE settlement_import (
    id          uuid        PRIMARY KEY,
    provider    text        NOT NULL,
    file_name   text        NOT NULL,
    file_hash   bytea       NOT NULL,
    lines       integer     NOT NULL CHECK (lines > 0),
    imported_by uuid        NOT NULL,
    imported_at timestamptz NOT NULL
);
CREATE INDEX settlement_import_newest ON settlement_import (imported_at DESC, id DESC);

CREATE TABLE settlement (
    provider       text NOT NULL,
    settlement_ref text NOT NULL,
    day            date NOT NULL,
    asset          text NOT NULL REFERENCES asset,
    PRIMARY KEY (provider, settlement_ref)
);

-- Gross is what it adds to what the provider owes us, below zero for what goes back; net is what reached the bank.
CREATE TABLE settlement_line (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider         text        NOT NULL,
    line_ref         text        NOT NULL,
    settlement_ref   text        NOT NULL,
    import_id        uuid        NOT NULL REFERENCES settlement_import,
    kind             text        NOT NULL CHECK (kind IN ('PAYMENT', 'REFUND', 'CHARGEBACK', 'CHARGEBACK_REVERSED', 'FEE', 'OTHER')),
    payment_ref      text        NOT NULL DEFAULT '',
    gross_minor      bigint      NOT NULL,
    fee_minor        bigint      NOT NULL,
    net_minor        bigint      NOT NULL CHECK (net_minor = gross_minor - fee_minor),
    -- Of the fee, what was not booked before, as that of a bank's case is by its news.
    fee_booked_minor bigint      NOT NULL,
    -- Seen to fit the books when it was imported, and not compared again: else each look would compare them all.
    fits             boolean     NOT NULL DEFAULT false,
    -- What a person said who has looked at a line that does not fit.
    note             text        NOT NULL DEFAULT '',
    noted_by         uuid,
    noted_at         timestamptz,
    UNIQUE (provider, line_ref),
    FOREIGN KEY (provider, settlement_ref) REFERENCES settlement,
    CHECK ((noted_by IS NULL) = (note = '') AND (noted_by IS NULL) = (noted_at IS NULL))
);
CREATE INDEX settlement_line_payment ON settlement_line (provider, payment_ref, kind);
CREATE INDEX settlement_line_settlement ON settlement_line (provider, settlement_ref);
CREATE INDEX settlement_line_open ON settlement_line (import_id) WHERE NOT fits AND note = '';

CREATE FUNCTION check_settlement_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.note <> '' OR OLD.fits
       OR to_jsonb(NEW) - '{fits,note,noted_by,noted_at}'::text[] <> to_jsonb(OLD) - '{fits,note,noted_by,noted_at}'::text[] THEN
        RAISE EXCEPTION 'line % of % is as the provider wrote it and cannot be changed', OLD.line_ref, OLD.provider
            USING ERRCODE = 'LG011';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_line_stays BEFORE UPDATE ON settlement_line
    FOR EACH ROW EXECUTE FUNCTION check_settlement_line();
REVOKE EXECUTE ON FUNCTION check_settlement_line FROM PUBLIC;
CREATE TRIGGER settlement_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER settlement_import_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement_import
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a transfer did to what a provider owes us, as the provider counts: more is more.
CREATE FUNCTION owed_by_provider(p_transfer bigint) RETURNS bigint
    LANGUAGE sql STABLE SET search_path = billing, pg_temp AS $$
    SELECT (-sum(entry.amount))::bigint
      FROM entry JOIN account ON account.id = entry.account_id
     WHERE entry.transfer_id = p_transfer AND account.kind = 'psp.receivable'
$$;
REVOKE EXECUTE ON FUNCTION owed_by_provider FROM PUBLIC;

-- Each line beside what is booked of the same kind for the same payment. A bank may take a payment back in more than one case.
CREATE VIEW settlement_standing AS
SELECT line.*, settlement.day, settlement.asset, sold.id AS order_id, booked.minor AS booked_minor,
       CASE WHEN line.kind = 'FEE' THEN 'MATCHES'
            WHEN line.kind = 'OTHER' OR booked.minor IS NULL THEN 'UNKNOWN'
            WHEN booked.minor = paper.minor THEN 'MATCHES'
            ELSE 'DIFFERS' END AS standing
  FROM settlement_line AS line JOIN settlement USING (provider, settlement_ref)
  LEFT JOIN payment_order AS sold ON sold.provider = line.provider AND sold.payment_ref = line.payment_ref
 CROSS JOIN LATERAL (
    SELECT sum(same.gross_minor) AS minor FROM settlement_line AS same
     WHERE same.provider = line.provider AND same.payment_ref = line.payment_ref AND same.kind = line.kind) AS paper
 CROSS JOIN LATERAL (
    SELECT sum(owed_by_provider(done.transfer_id))::bigint AS minor
      FROM (SELECT id AS transfer_id FROM transfer
             WHERE line.kind = 'PAYMENT' AND idem_scope = 'purchase'
               AND idem_key = 'purchase:' || line.provider || ':' || line.payment_ref
             UNION ALL
            SELECT id FROM transfer
             WHERE line.kind = 'REFUND' AND idem_scope = 'refund' AND idem_key = 'refund:' || sold.id
             UNION ALL
            SELECT CASE line.kind WHEN 'CHARGEBACK' THEN transfer_id ELSE won_transfer_id END FROM chargeback
             WHERE line.kind IN ('CHARGEBACK', 'CHARGEBACK_REVERSED') AND order_id = sold.id) AS done
     WHERE done.transfer_id IS NOT NULL) AS booked;

CREATE INDEX chargeback_order ON chargeback (order_id);

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT ON settlement_import, settlement TO stagedoor_billing;
        GRANT SELECT, INSERT, UPDATE ON settlement_line TO stagedoor_billing;
        GRANT SELECT ON settlement_standing TO stagedoor_billing;
        GRANT EXECUTE ON FUNCTION owed_by_provider TO stagedoor_billing;
    END IF;
END $$;
