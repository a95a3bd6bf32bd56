-- Buying coins: orders, and the inbox of providers' webhooks.

CREATE TABLE payment_order (
    id              uuid        PRIMARY KEY,
    user_id         uuid        NOT NULL,
    idem_key        text        NOT NULL,
    package_id      text        NOT NULL,
    provider        text        NOT NULL,
    price_minor     bigint      NOT NULL CHECK (price_minor > 0),
    price_asset     text        NOT NULL REFERENCES asset,
    tax_minor       bigint      NOT NULL CHECK (tax_minor >= 0 AND tax_minor < price_minor),
    paid_coins      bigint      NOT NULL CHECK (paid_coins > 0),
    bonus_coins     bigint      NOT NULL CHECK (bonus_coins >= 0),
    state           text        NOT NULL CHECK (state IN ('CREATED', 'PENDING', 'FAILED', 'PAID', 'PART_REFUNDED', 'REFUNDED', 'CHARGEDBACK')),
    payment_ref     text,
    redirect_url    text        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (user_id, idem_key)
);

-- Paid stays paid, whatever arrives late.
CREATE FUNCTION check_order_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state IN ('PAID', 'PART_REFUNDED', 'REFUNDED', 'CHARGEDBACK') AND NEW.state IN ('CREATED', 'PENDING', 'FAILED'))
       OR NEW.price_minor <> OLD.price_minor OR NEW.price_asset <> OLD.price_asset OR NEW.user_id <> OLD.user_id
       OR NEW.paid_coins <> OLD.paid_coins OR NEW.bonus_coins <> OLD.bonus_coins THEN
        RAISE EXCEPTION 'order % is % and cannot go back', OLD.id, OLD.state USING ERRCODE = 'LG009';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payment_order_forward BEFORE UPDATE ON payment_order
    FOR EACH ROW EXECUTE FUNCTION check_order_moves_forward();

CREATE TABLE provider_event (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider     text        NOT NULL,
    event_id     text        NOT NULL,
    raw          bytea       NOT NULL,
    verified     boolean     NOT NULL,
    order_id     uuid,
    outcome      text        CHECK (outcome IN ('ACCEPTED', 'STALE', 'QUARANTINED')),
    reason       text        NOT NULL DEFAULT '',
    received_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    processed_at timestamptz,
    UNIQUE (provider, event_id)
);
CREATE INDEX provider_event_quarantine ON provider_event (id) WHERE outcome = 'QUARANTINED';

-- Secrets made at first start, never shown.
CREATE TABLE installation_secret (
    name   text  PRIMARY KEY,
    secret bytea NOT NULL CHECK (octet_length(secret) >= 32)
);
