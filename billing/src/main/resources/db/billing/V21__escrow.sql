-- Coins that wait for an event: tickets of a show, views that are paid one by one, pledges to a goal that is reached
-- altogether or not at all. Tip goals and tip menus move no coins themselves.

CREATE TABLE escrow_event (
    id                     uuid        PRIMARY KEY,
    performer_id           uuid        NOT NULL,
    kind                   text        NOT NULL CHECK (kind IN ('TICKETED', 'PAY_PER_VIEW', 'CROWD_GOAL')),
    title                  text        NOT NULL,
    price_minor            bigint      CHECK (price_minor > 0),
    target_minor           bigint      CHECK (target_minor > 0),
    -- Delivered time that makes it done; the first delivered millisecond if 0.
    deliver_ms             bigint      NOT NULL CHECK (deliver_ms >= 0),
    delivered_ms           bigint      NOT NULL DEFAULT 0 CHECK (delivered_ms >= 0),
    collected_minor        bigint      NOT NULL DEFAULT 0 CHECK (collected_minor >= 0),
    payout_asset           text        NOT NULL REFERENCES asset,
    nominal_minor_per_coin bigint      NOT NULL CHECK (nominal_minor_per_coin > 0),
    performer_basis_points integer     NOT NULL CHECK (performer_basis_points BETWEEN 0 AND 10000),
    agency_basis_points    integer     NOT NULL CHECK (agency_basis_points BETWEEN 0 AND 10000),
    state                  text        NOT NULL CHECK (state IN ('OPEN', 'DONE', 'CANCELLED')),
    -- What is not done by then is cancelled.
    closes_at              timestamptz NOT NULL,
    created_at             timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at               timestamptz,
    CHECK ((kind = 'CROWD_GOAL') = (target_minor IS NOT NULL)),
    CHECK ((kind = 'CROWD_GOAL') = (price_minor IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX escrow_event_due ON escrow_event (closes_at) WHERE state = 'OPEN';
CREATE INDEX escrow_event_performer ON escrow_event (performer_id, created_at DESC);

CREATE FUNCTION check_escrow_event_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state <> 'OPEN' AND NEW.state <> OLD.state) OR NEW.delivered_ms < OLD.delivered_ms
       OR NEW.price_minor IS DISTINCT FROM OLD.price_minor OR NEW.target_minor IS DISTINCT FROM OLD.target_minor
       OR NEW.performer_id <> OLD.performer_id THEN
        RAISE EXCEPTION 'event % is % and cannot go back', OLD.id, OLD.state USING ERRCODE = 'LG008';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER escrow_event_forward BEFORE UPDATE ON escrow_event
    FOR EACH ROW EXECUTE FUNCTION check_escrow_event_moves_forward();

-- A ticket, a view, or a pledge.
CREATE TABLE escrow_claim (
    id           uuid        PRIMARY KEY,
    event_id     uuid        NOT NULL REFERENCES escrow_event,
    viewer_id    uuid        NOT NULL,
    amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
    -- Nobody needs two tickets, but anybody may pledge twice.
    single       boolean     NOT NULL,
    state        text        NOT NULL CHECK (state IN ('HELD', 'DONE', 'CANCELLED')),
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled_at   timestamptz
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX escrow_claim_one_ticket ON escrow_claim (event_id, viewer_id) WHERE single AND state <> 'CANCELLED';
CREATE INDEX escrow_claim_held ON escrow_claim (event_id, id) WHERE state = 'HELD';
CREATE INDEX escrow_claim_viewer ON escrow_claim (viewer_id, created_at DESC);

CREATE FUNCTION check_escrow_claim_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'HELD' OR NEW.amount_minor <> OLD.amount_minor OR NEW.viewer_id <> OLD.viewer_id THEN
        RAISE EXCEPTION 'claim % is % and cannot change', OLD.id, OLD.state USING ERRCODE = 'LG008';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER escrow_claim_forward BEFORE UPDATE ON escrow_claim
    FOR EACH ROW EXECUTE FUNCTION check_escrow_claim_moves_forward();

CREATE TABLE tip_goal (
    id           uuid        PRIMARY KEY,
    performer_id uuid        NOT NULL,
    title        text        NOT NULL,
    target_minor bigint      NOT NULL CHECK (target_minor > 0),
    started_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_at    timestamptz
);
CREATE UNIQUE INDEX tip_goal_one_open ON tip_goal (performer_id) WHERE closed_at IS NULL;
CREATE INDEX tip_performer ON tip (performer_id, created_at) INCLUDE (amount);

CREATE TABLE tip_menu_item (
    performer_id uuid    NOT NULL,
    place        integer NOT NULL CHECK (place BETWEEN 1 AND 25),
    title        text    NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
    price_minor  bigint  NOT NULL CHECK (price_minor > 0),
    PRIMARY KEY (performer_id, place)
);

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT, UPDATE ON escrow_event, escrow_claim, tip_goal TO stagedoor_billing;
        GRANT SELECT, INSERT, UPDATE, DELETE ON tip_menu_item TO stagedoor_billing;
    END IF;
END $$;
