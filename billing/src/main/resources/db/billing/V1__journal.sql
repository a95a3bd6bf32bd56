-- The journal: accounts, transfers, entries, and the guards that keep them right whoever writes.
-- Signs: credit positive. Liabilities and income grow upward; assets, expenses and issuance run negative.
-- The house owns accounts under the nil UUID, so that one plain unique index finds every account.

CREATE TABLE asset (
    code  text     PRIMARY KEY,
    scale smallint NOT NULL CHECK (scale BETWEEN 0 AND 6)
);
INSERT INTO asset VALUES ('COIN', 3), ('INR', 2), ('USD', 2), ('JPY', 0);

CREATE TABLE account_kind (
    kind        text    PRIMARY KEY,
    code        text    NOT NULL,
    type        text    NOT NULL CHECK (type IN ('LIABILITY', 'ASSET', 'INCOME', 'EXPENSE', 'CONTRA')),
    floor_minor bigint,
    async       boolean NOT NULL,
    -- A floor can only be held where the balance is kept in the same transaction; without a floor nobody needs that.
    CHECK (async = (floor_minor IS NULL))
);
INSERT INTO account_kind (kind, code, type, floor_minor, async) VALUES
    ('viewer.available',              'V1', 'LIABILITY', 0,        false),
    ('viewer.held',                   'V2', 'LIABILITY', 0,        false),
    ('viewer.debt',                   'V3', 'ASSET',     -1000000, false),
    ('escrow.event',                  'E1', 'LIABILITY', 0,        false),
    ('creator.pending',               'C1', 'LIABILITY', NULL,     true),
    ('creator.available',             'C2', 'LIABILITY', 0,        false),
    ('creator.reserve',               'C3', 'LIABILITY', 0,        false),
    ('creator.payout_in_transit',     'C4', 'LIABILITY', 0,        false),
    ('creator.frozen',                'C5', 'LIABILITY', 0,        false),
    ('agency.pending',                'A1', 'LIABILITY', NULL,     true),
    ('agency.available',              'A2', 'LIABILITY', 0,        false),
    ('referrer.pending',              'R1', 'LIABILITY', NULL,     true),
    ('platform.coins_issued_paid',    'P1', 'CONTRA',    NULL,     true),
    ('platform.coins_issued_bonus',   'P1', 'CONTRA',    NULL,     true),
    ('platform.coins_issued_promo',   'P1', 'CONTRA',    NULL,     true),
    ('platform.coins_issued_refund',  'P1', 'CONTRA',    NULL,     true),
    ('platform.coins_redeemed',       'P2', 'CONTRA',    NULL,     true),
    ('platform.coins_expired',        'P3', 'CONTRA',    NULL,     true),
    ('platform.deferred_revenue',     'P4', 'LIABILITY', NULL,     true),
    ('platform.revenue_commission',   'P5', 'INCOME',    NULL,     true),
    ('platform.revenue_breakage',     'P5', 'INCOME',    NULL,     true),
    ('platform.revenue_subscription', 'P5', 'INCOME',    NULL,     true),
    ('platform.creator_share',        'P6', 'EXPENSE',   NULL,     true),
    ('platform.promo_subsidy',        'P6', 'EXPENSE',   NULL,     true),
    ('platform.psp_fees',             'P6', 'EXPENSE',   NULL,     true),
    ('platform.chargeback_loss',      'P6', 'EXPENSE',   NULL,     true),
    ('platform.rounding',             'P6', 'EXPENSE',   NULL,     true),
    ('tax.gst_output',                'P7', 'LIABILITY', NULL,     true),
    ('tax.tds_payable',               'P7', 'LIABILITY', NULL,     true),
    ('psp.receivable',                'X1', 'ASSET',     NULL,     true),
    ('psp.payout_clearing',           'X2', 'ASSET',     NULL,     true),
    ('bank.operating',                'X3', 'ASSET',     NULL,     true);

CREATE TABLE account (
    id          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        text    NOT NULL REFERENCES account_kind,
    owner_ref   uuid    NOT NULL,
    qualifier   text    NOT NULL DEFAULT '',
    asset       text    NOT NULL REFERENCES asset,
    balance     bigint  NOT NULL DEFAULT 0,
    version     bigint  NOT NULL DEFAULT 0,
    floor_minor bigint,
    async       boolean NOT NULL,
    UNIQUE (kind, owner_ref, qualifier, asset),
    UNIQUE (id, asset),
    CHECK (floor_minor IS NULL OR balance >= floor_minor),
    CHECK (NOT async OR (balance = 0 AND version = 0))
) WITH (fillfactor = 70);
CREATE INDEX account_owner ON account (owner_ref, id);

CREATE TABLE transfer (
    id                   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref                  uuid        NOT NULL,
    idem_scope           text        NOT NULL,
    idem_key             text        NOT NULL,
    request_hash         bytea       NOT NULL CHECK (octet_length(request_hash) = 32),
    code                 text        NOT NULL CHECK (code IN (
        'PURCHASE', 'PROMO', 'HOLD', 'EXTEND', 'RELEASE', 'CAPTURE', 'TIP', 'GIFT', 'TICKET_BUY', 'TICKET_DONE',
        'TICKET_CANCEL', 'RECOGNISE', 'MATURE', 'FREEZE', 'UNFREEZE', 'PAYOUT_REQUEST', 'PAYOUT_SENT',
        'PAYOUT_CONFIRMED', 'PAYOUT_FAILED', 'REFUND', 'CALL_REFUND', 'CHARGEBACK', 'EXPIRE', 'ADJUST')),
    session_id           uuid,
    tick_no              integer,
    reverses_transfer_id bigint      REFERENCES transfer,
    memo                 text        NOT NULL DEFAULT '',
    effective_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    created_at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor                text        NOT NULL,
    node_id              uuid,
    xid                  xid8        NOT NULL DEFAULT pg_current_xact_id(),
    UNIQUE (idem_scope, idem_key)
);
CREATE INDEX transfer_session ON transfer (session_id, id) WHERE session_id IS NOT NULL;
CREATE INDEX transfer_code ON transfer (code, id);
CREATE INDEX transfer_reverses ON transfer (reverses_transfer_id) WHERE reverses_transfer_id IS NOT NULL;

CREATE TABLE entry (
    transfer_id     bigint   NOT NULL REFERENCES transfer,
    line            smallint NOT NULL,
    account_id      bigint   NOT NULL,
    asset           text     NOT NULL,
    amount          bigint   NOT NULL CHECK (amount <> 0),
    balance_after   bigint,
    account_version bigint,
    PRIMARY KEY (transfer_id, line),
    UNIQUE (account_id, account_version),
    FOREIGN KEY (account_id, asset) REFERENCES account (id, asset),
    CHECK ((balance_after IS NULL) = (account_version IS NULL))
);
CREATE INDEX entry_account ON entry (account_id, transfer_id);

-- At commit every transfer has at least two lines and sums to zero in every asset.
CREATE FUNCTION check_transfer_balances() RETURNS trigger LANGUAGE plpgsql
    SET search_path = billing, pg_temp AS $$
DECLARE
    v_lines bigint;
    v_wrong text;
BEGIN
    SELECT sum(lines), string_agg(asset || ' ' || total, ', ') FILTER (WHERE total <> 0)
      INTO v_lines, v_wrong
      FROM (SELECT asset, sum(amount) AS total, count(*) AS lines
              FROM entry WHERE transfer_id = NEW.id GROUP BY asset) AS sums;
    IF coalesce(v_lines, 0) < 2 OR v_wrong IS NOT NULL THEN
        RAISE EXCEPTION 'transfer % does not balance: % lines, off by %', NEW.id, coalesce(v_lines, 0),
            coalesce(v_wrong, 'nothing') USING ERRCODE = 'LG001';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER transfer_balances AFTER INSERT ON transfer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_transfer_balances();

-- The check above runs once, when its transfer is committed. A line added to it in a later transaction would never be
-- looked at, so lines are only accepted from the transaction that made their transfer.
CREATE FUNCTION check_entry_transaction() RETURNS trigger LANGUAGE plpgsql
    SET search_path = billing, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM fresh LEFT JOIN transfer ON transfer.id = fresh.transfer_id
                WHERE transfer.xid IS DISTINCT FROM pg_current_xact_id()) THEN
        RAISE EXCEPTION 'entries belong to the transaction of their transfer' USING ERRCODE = 'LG005';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER entry_transaction AFTER INSERT ON entry
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_entry_transaction();

-- A forged xid on a new transfer would open the same hole again.
CREATE FUNCTION stamp_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.xid := pg_current_xact_id();
    RETURN NEW;
END $$;
CREATE TRIGGER transfer_stamp BEFORE INSERT ON transfer FOR EACH ROW EXECUTE FUNCTION stamp_transfer();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %: what is written stays; post a reversing transfer', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'LG002';
END $$;
CREATE TRIGGER transfer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_stays BEFORE DELETE OR TRUNCATE ON account
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_identity BEFORE UPDATE OF id, kind, owner_ref, qualifier, asset, async ON account
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Also for sessions that pretend to be a replica.
ALTER TABLE transfer ENABLE ALWAYS TRIGGER transfer_balances;
ALTER TABLE transfer ENABLE ALWAYS TRIGGER transfer_stamp;
ALTER TABLE transfer ENABLE ALWAYS TRIGGER transfer_append_only;
ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_transaction;
ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_append_only;
ALTER TABLE account ENABLE ALWAYS TRIGGER account_stays;
ALTER TABLE account ENABLE ALWAYS TRIGGER account_identity;
