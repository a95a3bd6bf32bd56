-- Coins that buy themselves when a wallet runs low: switched on by its owner, who agrees that what paid for an earlier order
-- may be charged again, for one package at most at its present price, up to a cap.

CREATE TABLE auto_top_up (
    user_id           uuid        PRIMARY KEY,
    threshold_minor   bigint      NOT NULL CHECK (threshold_minor > 0),
    package_id        text        NOT NULL,
    -- What was agreed to: at most that price, for at least so many coins.
    price_minor       bigint      NOT NULL CHECK (price_minor > 0),
    coins_minor       bigint      NOT NULL CHECK (coins_minor >= threshold_minor),
    cap_minor         bigint      NOT NULL CHECK (cap_minor >= price_minor),
    asset             text        NOT NULL REFERENCES asset,
    cap_period        text        NOT NULL CHECK (cap_period IN ('DAY', 'WEEK', 'MONTH')),
    -- The payment whose method is charged again.
    provider          text        NOT NULL,
    payment_ref       text        NOT NULL,
    agreed_at         timestamptz NOT NULL,
    off_reason        text        CHECK (off_reason IN ('BUYER', 'DECLINED', 'PRICE', 'DISPUTED', 'PROVIDER')),
    off_at            timestamptz,
    CHECK ((off_reason IS NULL) = (off_at IS NULL))
);

-- Every agreement that there was, and how each ended. Nothing of it is ever changed.
CREATE TABLE auto_top_up_log (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id   uuid        NOT NULL,
    agreement jsonb       NOT NULL,
    logged_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX auto_top_up_log_user ON auto_top_up_log (user_id, id);

CREATE FUNCTION log_auto_top_up() RETURNS trigger LANGUAGE plpgsql SET search_path = billing, pg_temp AS $$
BEGIN
    INSERT INTO auto_top_up_log (user_id, agreement) VALUES (NEW.user_id, to_jsonb(NEW));
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION log_auto_top_up FROM PUBLIC;
CREATE TRIGGER auto_top_up_logged AFTER INSERT OR UPDATE ON auto_top_up FOR EACH ROW EXECUTE FUNCTION log_auto_top_up();

-- Of orders that were made in the buyer's absence: the number of the attempt, when it was made, and the payment whose method
-- it is charged to.
ALTER TABLE payment_order ADD COLUMN auto_attempt int CHECK (auto_attempt > 0);
ALTER TABLE payment_order ADD COLUMN auto_at timestamptz CHECK ((auto_at IS NULL) = (auto_attempt IS NULL));
ALTER TABLE payment_order ADD COLUMN auto_method text CHECK ((auto_method IS NULL) = (auto_attempt IS NULL));
CREATE UNIQUE INDEX payment_order_auto ON payment_order (user_id, auto_attempt) WHERE auto_attempt IS NOT NULL;
-- One at a time, whoever makes it.
CREATE UNIQUE INDEX payment_order_auto_open ON payment_order (user_id)
    WHERE auto_attempt IS NOT NULL AND state IN ('CREATED', 'PENDING');

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT, UPDATE ON auto_top_up TO stagedoor_billing;
        GRANT SELECT, INSERT ON auto_top_up_log TO stagedoor_billing;
    END IF;
END $$;
