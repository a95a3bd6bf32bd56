-- Metered sessions: under which terms time was sold, how much of it was delivered, and what it came to.

-- The terms a call is sold under. A change makes a new version; sold calls keep theirs.
CREATE TABLE rate_plan_version (
    id                      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan                    text        NOT NULL CHECK (plan IN ('MINUTE', 'SECOND')),
    digest                  text        NOT NULL,
    rate_unit_ms            bigint      NOT NULL CHECK (rate_unit_ms > 0),
    initial_block_ms        bigint      NOT NULL CHECK (initial_block_ms >= 0),
    increment_ms            bigint      NOT NULL CHECK (increment_ms > 0),
    connect_fee_minor       bigint      NOT NULL CHECK (connect_fee_minor >= 0),
    minimum_units           integer     NOT NULL CHECK (minimum_units > 0),
    peak_windows            text        NOT NULL,
    payout_asset            text        NOT NULL REFERENCES asset,
    nominal_minor_per_coin  bigint      NOT NULL CHECK (nominal_minor_per_coin > 0),
    performer_basis_points  integer     NOT NULL CHECK (performer_basis_points BETWEEN 0 AND 10000),
    agency_basis_points     integer     NOT NULL CHECK (agency_basis_points BETWEEN 0 AND 10000),
    created_at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (plan, digest)
);
CREATE TRIGGER rate_plan_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rate_plan_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE quote (
    id           uuid        PRIMARY KEY,
    viewer_id    uuid        NOT NULL,
    performer_id uuid        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('AUDIO', 'VIDEO')),
    plan_id      bigint      NOT NULL REFERENCES rate_plan_version,
    base_minor   bigint      NOT NULL CHECK (base_minor > 0),
    rate_minor   bigint      NOT NULL CHECK (rate_minor > 0),
    expires_at   timestamptz NOT NULL
);
CREATE INDEX quote_expiry ON quote (expires_at);

CREATE TABLE metered_session (
    id             uuid        PRIMARY KEY,
    quote_id       uuid        NOT NULL UNIQUE,
    viewer_id      uuid        NOT NULL,
    performer_id   uuid        NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('AUDIO', 'VIDEO')),
    plan_id        bigint      NOT NULL REFERENCES rate_plan_version,
    rate_minor     bigint      NOT NULL CHECK (rate_minor > 0),
    state          text        NOT NULL CHECK (state IN ('HELD', 'ACTIVE', 'SETTLED', 'REJECTED', 'MISSED', 'CANCELLED', 'FAILED')),
    billable_ms    bigint      NOT NULL DEFAULT 0 CHECK (billable_ms >= 0),
    captured_minor bigint      NOT NULL DEFAULT 0 CHECK (captured_minor >= 0),
    tick_no        integer     NOT NULL DEFAULT 0,
    extension_no   integer     NOT NULL DEFAULT 0,
    beat_no        integer     NOT NULL DEFAULT 0,
    end_reason     text,
    fault          boolean     NOT NULL DEFAULT false,
    created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at     timestamptz,
    ended_at       timestamptz
) WITH (fillfactor = 70);
-- Nobody is in two paid calls.
CREATE UNIQUE INDEX metered_session_one_per_viewer ON metered_session (viewer_id) WHERE state IN ('HELD', 'ACTIVE');
CREATE UNIQUE INDEX metered_session_one_per_performer ON metered_session (performer_id) WHERE state IN ('HELD', 'ACTIVE');
CREATE INDEX metered_session_newest ON metered_session (created_at DESC, id DESC);

-- Ended stays ended, and delivered time never runs backwards.
CREATE FUNCTION check_session_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state NOT IN ('HELD', 'ACTIVE') OR (OLD.state = 'ACTIVE' AND NEW.state = 'HELD')
       OR NEW.billable_ms < OLD.billable_ms OR NEW.rate_minor <> OLD.rate_minor OR NEW.plan_id <> OLD.plan_id THEN
        RAISE EXCEPTION 'session % is % and cannot go back', OLD.id, OLD.state USING ERRCODE = 'LG008';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER metered_session_forward BEFORE UPDATE ON metered_session
    FOR EACH ROW EXECUTE FUNCTION check_session_moves_forward();

CREATE TABLE heartbeat (
    session_id  uuid        NOT NULL,
    tick_no     integer     NOT NULL,
    billable_ms bigint      NOT NULL,
    lease_epoch bigint      NOT NULL,
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (session_id, tick_no)
);

-- All due heartbeats of a node in one statement. Returns the sessions that took theirs: the others are over or belong to
-- somebody else by now.
CREATE FUNCTION record_heartbeats(p_node uuid, p_sessions uuid[], p_billable bigint[], p_epochs bigint[]) RETURNS SETOF uuid
    LANGUAGE sql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
    WITH beat AS (
        SELECT beat.* FROM unnest(p_sessions, p_billable, p_epochs) AS beat (session_id, billable_ms, lease_epoch)
          JOIN session_fence AS fence USING (session_id, lease_epoch) WHERE fence.node_id = p_node),
    advanced AS (
        UPDATE metered_session AS session
           SET billable_ms = greatest(session.billable_ms, beat.billable_ms), beat_no = session.beat_no + 1
          FROM beat WHERE session.id = beat.session_id AND session.state = 'ACTIVE'
        RETURNING session.id, session.beat_no, session.billable_ms, beat.lease_epoch)
    INSERT INTO heartbeat (session_id, tick_no, billable_ms, lease_epoch)
    SELECT id, beat_no, billable_ms, lease_epoch FROM advanced
    RETURNING session_id
$$;

CREATE TABLE session_receipt (
    session_id      uuid        PRIMARY KEY REFERENCES metered_session,
    viewer_id       uuid        NOT NULL,
    performer_id    uuid        NOT NULL,
    delivered_ms    bigint      NOT NULL CHECK (delivered_ms >= 0),
    charged_ms      bigint      NOT NULL CHECK (charged_ms >= 0),
    charged_minor   bigint      NOT NULL CHECK (charged_minor >= 0),
    tips_minor      bigint      NOT NULL CHECK (tips_minor >= 0),
    earned_minor    bigint      NOT NULL CHECK (earned_minor >= 0),
    earned_asset    text        NOT NULL REFERENCES asset,
    reason          text        NOT NULL,
    fault           boolean     NOT NULL,
    started_at      timestamptz,
    ended_at        timestamptz NOT NULL
);
CREATE INDEX session_receipt_viewer ON session_receipt (viewer_id, ended_at DESC, session_id DESC);
CREATE INDEX session_receipt_performer ON session_receipt (performer_id, ended_at DESC);
CREATE TRIGGER session_receipt_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON session_receipt
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE tip (
    id           uuid        PRIMARY KEY,
    viewer_id    uuid        NOT NULL,
    performer_id uuid        NOT NULL,
    session_id   uuid,
    amount       bigint      NOT NULL CHECK (amount > 0),
    earned_minor bigint      NOT NULL CHECK (earned_minor >= 0),
    message      text        NOT NULL,
    anonymous    boolean     NOT NULL,
    transfer_id  bigint      NOT NULL UNIQUE REFERENCES transfer,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX tip_session ON tip (session_id) WHERE session_id IS NOT NULL;
