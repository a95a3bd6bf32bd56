-- Codes that give coins, and limits that people set for themselves.

CREATE TABLE promo_code (
    code         text        PRIMARY KEY CHECK (code ~ '^[A-Z0-9-]{4,32}$'),
    coins        bigint      NOT NULL CHECK (coins > 0),
    valid_from   timestamptz NOT NULL,
    valid_until  timestamptz NOT NULL CHECK (valid_until > valid_from),
    max_total    integer     NOT NULL CHECK (max_total > 0),
    max_per_user integer     NOT NULL CHECK (max_per_user > 0),
    redeemed     integer     NOT NULL DEFAULT 0,
    active       boolean     NOT NULL DEFAULT true,
    created_by   uuid        NOT NULL,
    created_at   timestamptz NOT NULL,
    CHECK (redeemed BETWEEN 0 AND max_total)
);
CREATE INDEX promo_code_newest ON promo_code (created_at DESC, code);

CREATE TABLE promo_redemption (
    id          uuid        PRIMARY KEY,
    code        text        NOT NULL REFERENCES promo_code,
    user_id     uuid        NOT NULL,
    transfer_id bigint      NOT NULL UNIQUE REFERENCES transfer,
    redeemed_at timestamptz NOT NULL
);
CREATE INDEX promo_redemption_user ON promo_redemption (user_id, code);
CREATE TRIGGER promo_redemption_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON promo_redemption
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A limit that is raised or lifted stays what it was until next_at. amount null: none.
CREATE TABLE spend_limit (
    user_id      uuid        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('SPEND', 'BUY')),
    period       text        NOT NULL CHECK (period IN ('DAY', 'WEEK', 'MONTH')),
    amount_minor bigint      CHECK (amount_minor >= 0),
    next_minor   bigint      CHECK (next_minor >= 0),
    next_at      timestamptz,
    PRIMARY KEY (user_id, kind, period)
);

-- Can be made longer, never shorter.
CREATE TABLE self_exclusion (
    user_id  uuid        PRIMARY KEY,
    until_at timestamptz NOT NULL,
    set_at   timestamptz NOT NULL
);
CREATE FUNCTION check_exclusion_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.until_at < OLD.until_at THEN
        RAISE EXCEPTION 'the exclusion lasts until %', OLD.until_at USING ERRCODE = 'LG012';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER self_exclusion_only_grows BEFORE UPDATE ON self_exclusion
    FOR EACH ROW EXECUTE FUNCTION check_exclusion_only_grows();
REVOKE EXECUTE ON FUNCTION check_exclusion_only_grows FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT, UPDATE ON promo_code, spend_limit, self_exclusion TO stagedoor_billing;
        GRANT SELECT, INSERT ON promo_redemption TO stagedoor_billing;
    END IF;
END $$;
