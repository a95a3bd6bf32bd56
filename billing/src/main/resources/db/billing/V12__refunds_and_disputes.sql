-- Requests for money or coins back, and what banks take back without asking.

CREATE TABLE refund_request (
    id              uuid        PRIMARY KEY,
    order_id        uuid        NOT NULL REFERENCES payment_order,
    user_id         uuid        NOT NULL,
    reason          text        NOT NULL CHECK (length(btrim(reason)) >= 3),
    state           text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'REFUNDED', 'REJECTED')),
    requested_at    timestamptz NOT NULL,
    decided_by      uuid,
    decided_at      timestamptz,
    decision_reason text        NOT NULL DEFAULT '',
    transfer_id     bigint      REFERENCES transfer,
    -- What went back, tax included, and for how many coins.
    returned_minor  bigint      NOT NULL DEFAULT 0 CHECK (returned_minor >= 0),
    coins           bigint      NOT NULL DEFAULT 0 CHECK (coins >= 0),
    -- Whether the provider has been told; some must be told by hand.
    provider_state  text        NOT NULL DEFAULT 'NONE' CHECK (provider_state IN ('NONE', 'TO_SEND', 'SENT', 'BY_HAND')),
    CHECK ((state = 'REFUNDED') = (transfer_id IS NOT NULL)),
    CHECK ((state = 'OPEN') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX refund_request_one_per_order ON refund_request (order_id) WHERE state <> 'REJECTED';
CREATE INDEX refund_request_newest ON refund_request (requested_at DESC, id DESC);

CREATE TABLE call_dispute (
    id              uuid        PRIMARY KEY,
    session_id      uuid        NOT NULL UNIQUE REFERENCES session_receipt,
    user_id         uuid        NOT NULL,
    performer_id    uuid        NOT NULL,
    reason          text        NOT NULL CHECK (length(btrim(reason)) >= 3),
    state           text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'REFUNDED', 'REJECTED')),
    opened_at       timestamptz NOT NULL,
    decided_by      uuid,
    decided_at      timestamptz,
    decision_reason text        NOT NULL DEFAULT '',
    transfer_id     bigint      REFERENCES transfer,
    coins           bigint      NOT NULL DEFAULT 0 CHECK (coins >= 0),
    -- What those who earned it bear, in their currency.
    borne_minor     bigint      NOT NULL DEFAULT 0 CHECK (borne_minor >= 0),
    CHECK ((state = 'REFUNDED') = (transfer_id IS NOT NULL)),
    CHECK ((state = 'OPEN') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL))
);
CREATE INDEX call_dispute_newest ON call_dispute (opened_at DESC, id DESC);

CREATE TABLE chargeback (
    id              uuid        PRIMARY KEY,
    provider        text        NOT NULL,
    dispute_ref     text        NOT NULL,
    order_id        uuid        NOT NULL REFERENCES payment_order,
    user_id         uuid        NOT NULL,
    stage           text        NOT NULL CHECK (stage IN ('OPENED', 'WON', 'LOST')),
    disputed_minor  bigint      NOT NULL CHECK (disputed_minor > 0),
    asset           text        NOT NULL REFERENCES asset,
    fee_minor       bigint      NOT NULL CHECK (fee_minor >= 0),
    coins           bigint      NOT NULL CHECK (coins >= 0),
    clawed_minor    bigint      NOT NULL CHECK (clawed_minor >= 0),
    debt_minor      bigint      NOT NULL CHECK (debt_minor >= 0),
    loss_minor      bigint      NOT NULL CHECK (loss_minor >= 0),
    transfer_id     bigint      NOT NULL REFERENCES transfer,
    won_transfer_id bigint      REFERENCES transfer,
    opened_at       timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    UNIQUE (provider, dispute_ref),
    CHECK ((stage = 'WON') = (won_transfer_id IS NOT NULL))
);
CREATE INDEX chargeback_newest ON chargeback (opened_at DESC, id DESC);

-- Decided is decided.
CREATE FUNCTION check_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'OPEN' AND (NEW.state, NEW.transfer_id) IS DISTINCT FROM (OLD.state, OLD.transfer_id) THEN
        RAISE EXCEPTION '% % is % and cannot be decided again', TG_TABLE_NAME, OLD.id, OLD.state USING ERRCODE = 'LG011';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refund_request_decided_once BEFORE UPDATE ON refund_request FOR EACH ROW EXECUTE FUNCTION check_decided_once();
CREATE TRIGGER call_dispute_decided_once BEFORE UPDATE ON call_dispute FOR EACH ROW EXECUTE FUNCTION check_decided_once();
CREATE FUNCTION check_chargeback_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.stage <> 'OPENED' AND NEW.stage <> OLD.stage THEN
        RAISE EXCEPTION 'chargeback % was % and cannot be %', OLD.dispute_ref, OLD.stage, NEW.stage USING ERRCODE = 'LG011';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER chargeback_forward BEFORE UPDATE ON chargeback FOR EACH ROW EXECUTE FUNCTION check_chargeback_forward();
REVOKE EXECUTE ON FUNCTION check_decided_once, check_chargeback_forward FROM PUBLIC;

-- Locks what these payees can withdraw, so that what is read of it can be taken.
CREATE FUNCTION lock_earnings(p_owners uuid[]) RETURNS SETOF account
    LANGUAGE sql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
    SELECT * FROM account
     WHERE kind IN ('creator.available', 'agency.available') AND owner_ref = ANY (p_owners) ORDER BY id FOR NO KEY UPDATE
$$;
REVOKE EXECUTE ON FUNCTION lock_earnings FROM PUBLIC;

-- What the coins of one grant have earned others so far, by payee: each spending's share in proportion to the coins that
-- came from the grant; what was given back is taken off.
CREATE FUNCTION earned_from_grant(p_grant bigint) RETURNS TABLE (kind text, owner_ref uuid, asset text, amount bigint)
    LANGUAGE sql STABLE SET search_path = billing, pg_temp AS $$
    WITH part AS (
        SELECT spent.transfer_id, sum(spent.amount) AS coins
          FROM lot_alloc AS granted JOIN lot_alloc AS spent ON spent.lot_id = granted.lot_id
         WHERE granted.transfer_id = p_grant AND granted.kind = 'GRANT'
           AND spent.kind IN ('CAPTURE', 'SPEND', 'DELIVER', 'RESTORE')
         GROUP BY spent.transfer_id)
    SELECT account.kind, account.owner_ref, account.asset, sum(trunc(entry.amount * part.coins / whole.coins))::bigint
      FROM part
     CROSS JOIN LATERAL (
        SELECT abs(sum(line.amount)) AS coins FROM entry AS line JOIN account AS redeemed ON redeemed.id = line.account_id
         WHERE line.transfer_id = part.transfer_id AND redeemed.kind = 'platform.coins_redeemed') AS whole
      JOIN entry ON entry.transfer_id = part.transfer_id
      JOIN account ON account.id = entry.account_id
     WHERE account.kind IN ('creator.pending', 'agency.pending') AND whole.coins > 0
     GROUP BY account.kind, account.owner_ref, account.asset HAVING sum(trunc(entry.amount * part.coins / whole.coins)) > 0
     ORDER BY account.kind DESC, account.owner_ref
$$;
REVOKE EXECUTE ON FUNCTION earned_from_grant FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT, UPDATE ON refund_request, call_dispute, chargeback TO stagedoor_billing;
        GRANT EXECUTE ON FUNCTION lock_earnings, earned_from_grant TO stagedoor_billing;
    END IF;
END $$;
