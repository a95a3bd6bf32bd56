-- Who brought whom, and what it brought.

-- What stands in a performer's link.
CREATE TABLE referral_code (
    code        text        PRIMARY KEY CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    referrer_id uuid        NOT NULL UNIQUE,
    made_at     timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TRIGGER referral_code_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON referral_code
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Attributed once, for good: neither to whom nor until when ever changes.
CREATE TABLE referral (
    account_id    uuid        PRIMARY KEY,
    referrer_id   uuid        NOT NULL,
    code          text        NOT NULL REFERENCES referral_code,
    seen_at       timestamptz NOT NULL,
    registered_at timestamptz NOT NULL,
    -- First moment at which an order counts no longer.
    ends_at       timestamptz NOT NULL CHECK (ends_at > registered_at),
    CHECK (account_id <> referrer_id)
);
CREATE INDEX referral_referrer ON referral (referrer_id, registered_at);
CREATE TRIGGER referral_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON referral
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One row for each paid order of somebody who was brought, within the term. What is owed for it follows from the row and from what
-- of the price went back; commission_minor is how far that is booked.
CREATE TABLE referral_commission (
    order_id         uuid        PRIMARY KEY REFERENCES payment_order,
    referrer_id      uuid        NOT NULL,
    -- By the price list of the moment of ordering; nothing for a referrer who was not entitled when it was paid.
    basis_points     integer     NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
    refused          text        NOT NULL DEFAULT '' CHECK (refused IN ('', 'FROZEN', 'NOT_VERIFIED')),
    asset            text        NOT NULL REFERENCES asset,
    price_minor      bigint      NOT NULL CHECK (price_minor > 0),
    net_minor        bigint      NOT NULL CHECK (net_minor BETWEEN 0 AND price_minor),
    commission_minor bigint      NOT NULL DEFAULT 0 CHECK (commission_minor BETWEEN 0 AND net_minor),
    steps            integer     NOT NULL DEFAULT 0,
    -- The first transfer, which the others take back from.
    transfer_id      bigint      REFERENCES transfer,
    CHECK (refused = '' OR basis_points = 0),
    CHECK ((steps = 0) = (transfer_id IS NULL))
);
CREATE INDEX referral_commission_referrer ON referral_commission (referrer_id);
CREATE FUNCTION check_commission_terms_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.order_id, NEW.referrer_id, NEW.basis_points, NEW.refused, NEW.asset, NEW.price_minor, NEW.net_minor)
          IS DISTINCT FROM
       (OLD.order_id, OLD.referrer_id, OLD.basis_points, OLD.refused, OLD.asset, OLD.price_minor, OLD.net_minor)
       OR NEW.steps < OLD.steps OR (OLD.transfer_id IS NOT NULL AND NEW.transfer_id IS DISTINCT FROM OLD.transfer_id) THEN
        RAISE EXCEPTION 'the terms of the commission for order % stay', OLD.order_id USING ERRCODE = 'LG011';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER referral_commission_terms BEFORE UPDATE ON referral_commission
    FOR EACH ROW EXECUTE FUNCTION check_commission_terms_stay();
CREATE TRIGGER referral_commission_stays BEFORE DELETE OR TRUNCATE ON referral_commission
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What of a purchase's price has gone back: refunds, and what banks took and did not give back. Fees are apart.
CREATE FUNCTION returned_of_purchase(p_purchase bigint) RETURNS bigint
    LANGUAGE sql STABLE SET search_path = billing, pg_temp AS $$
    WITH back AS (
        SELECT id FROM transfer WHERE reverses_transfer_id = p_purchase
        UNION ALL
        SELECT again.id FROM transfer AS first JOIN transfer AS again ON again.reverses_transfer_id = first.id
         WHERE first.reverses_transfer_id = p_purchase)
    SELECT coalesce(sum(entry.amount), 0)::bigint
      FROM back JOIN entry ON entry.transfer_id = back.id JOIN account ON account.id = entry.account_id
     WHERE account.kind = 'psp.receivable'
$$;

REVOKE EXECUTE ON FUNCTION check_commission_terms_stay, returned_of_purchase FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT ON referral_code, referral TO stagedoor_billing;
        GRANT SELECT, INSERT, UPDATE ON referral_commission TO stagedoor_billing;
        GRANT EXECUTE ON FUNCTION returned_of_purchase TO stagedoor_billing;
    END IF;
END $$;
