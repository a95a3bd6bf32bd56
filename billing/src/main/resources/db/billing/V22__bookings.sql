-- Sessions that are agreed for a time to come. The price is fixed and held when it is booked; the booking's id becomes the
-- session's, so the hold goes over to it as it stands.

-- An exclusion constraint over a person and a time needs equality in GiST. A trusted extension: the owner of the database
-- may create it.
CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public;

-- Who gets what back when a booking does not happen. A change makes a new version; bookings keep theirs.
CREATE TABLE cancel_policy (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest     text        NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE cancel_rule (
    policy_id             bigint  NOT NULL REFERENCES cancel_policy,
    party                 text    NOT NULL CHECK (party IN ('VIEWER', 'PERFORMER')),
    event                 text    NOT NULL CHECK (event IN ('CANCEL', 'NO_SHOW')),
    at_least_before_ms    bigint  NOT NULL CHECK (at_least_before_ms >= 0),
    returned_basis_points integer NOT NULL CHECK (returned_basis_points BETWEEN 0 AND 10000),
    PRIMARY KEY (policy_id, party, event, at_least_before_ms)
);
CREATE TRIGGER cancel_policy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cancel_policy
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cancel_rule_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cancel_rule
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE booking (
    id                   uuid        PRIMARY KEY,
    viewer_id            uuid        NOT NULL,
    performer_id         uuid        NOT NULL,
    kind                 text        NOT NULL CHECK (kind IN ('AUDIO', 'VIDEO')),
    plan_id              bigint      NOT NULL REFERENCES rate_plan_version,
    policy_id            bigint      NOT NULL REFERENCES cancel_policy,
    rate_minor           bigint      NOT NULL CHECK (rate_minor > 0),
    price_minor          bigint      NOT NULL CHECK (price_minor > 0),
    -- What was held when it was booked: the price, or a part of it.
    deposit_minor        bigint      NOT NULL CHECK (deposit_minor > 0),
    starts_at            timestamptz NOT NULL,
    ends_at              timestamptz NOT NULL,
    state                text        NOT NULL CHECK (state IN ('BOOKED', 'RUNNING', 'DONE', 'CANCELLED', 'NO_SHOW')),
    viewer_joined_at     timestamptz,
    performer_joined_at  timestamptz,
    -- Of the deposit, when it did not take place.
    kept_minor           bigint      NOT NULL DEFAULT 0 CHECK (kept_minor >= 0),
    settled_for          text        CHECK (settled_for IN ('VIEWER', 'PERFORMER')),
    created_at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled_at           timestamptz,
    CHECK (deposit_minor <= price_minor AND kept_minor <= deposit_minor),
    CHECK (starts_at < ends_at),
    CONSTRAINT booking_performer_once EXCLUDE USING gist (performer_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (state IN ('BOOKED', 'RUNNING')),
    CONSTRAINT booking_viewer_once EXCLUDE USING gist (viewer_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (state IN ('BOOKED', 'RUNNING'))
) WITH (fillfactor = 80);
CREATE INDEX booking_viewer ON booking (viewer_id, starts_at DESC);
CREATE INDEX booking_performer ON booking (performer_id, starts_at DESC);
CREATE INDEX booking_due ON booking (starts_at) WHERE state IN ('BOOKED', 'RUNNING');

CREATE FUNCTION check_booking_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('DONE', 'CANCELLED', 'NO_SHOW') OR (OLD.state = 'RUNNING' AND NEW.state NOT IN ('RUNNING', 'DONE'))
       OR NEW.price_minor <> OLD.price_minor OR NEW.starts_at <> OLD.starts_at OR NEW.ends_at <> OLD.ends_at
       OR NEW.policy_id <> OLD.policy_id OR NEW.plan_id <> OLD.plan_id THEN
        RAISE EXCEPTION 'booking % is % and cannot go back', OLD.id, OLD.state USING ERRCODE = 'LG008';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER booking_forward BEFORE UPDATE ON booking
    FOR EACH ROW EXECUTE FUNCTION check_booking_moves_forward();

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT, UPDATE ON booking TO stagedoor_billing;
        GRANT SELECT, INSERT ON cancel_policy, cancel_rule TO stagedoor_billing;
    END IF;
END $$;
