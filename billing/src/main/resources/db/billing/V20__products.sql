-- Other products on the machinery of calls: private and group shows, looking on, sessions for one price, and calls that
-- change from audio to video on the way.

ALTER TABLE rate_plan_version
    DROP CONSTRAINT rate_plan_version_plan_check,
    ADD CONSTRAINT rate_plan_version_plan_check CHECK (plan IN ('MINUTE', 'SECOND', 'SESSION')),
    ADD COLUMN product       text   NOT NULL DEFAULT 'CALL' CHECK (product IN ('CALL', 'PRIVATE', 'SPY', 'GROUP', 'FLAT')),
    ADD COLUMN free_first_ms bigint NOT NULL DEFAULT 0 CHECK (free_first_ms >= 0),
    ADD COLUMN free_below_ms bigint NOT NULL DEFAULT 0 CHECK (free_below_ms >= 0),
    ADD COLUMN maximum_ms    bigint NOT NULL DEFAULT 10800000 CHECK (maximum_ms > 0),
    ADD COLUMN hold_ttl_ms   bigint NOT NULL DEFAULT 180000 CHECK (hold_ttl_ms > 0);

ALTER TABLE quote
    ADD COLUMN show_id     uuid,
    ADD COLUMN other_minor bigint NOT NULL DEFAULT 0 CHECK (other_minor >= 0);

ALTER TABLE metered_session
    ADD COLUMN product     text    NOT NULL DEFAULT 'CALL' CHECK (product IN ('CALL', 'PRIVATE', 'SPY', 'GROUP', 'FLAT')),
    ADD COLUMN show_id     uuid,
    ADD COLUMN other_minor bigint  NOT NULL DEFAULT 0 CHECK (other_minor >= 0),
    ADD COLUMN part_no     integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT metered_session_show CHECK ((product IN ('SPY', 'GROUP')) = (show_id IS NOT NULL));
CREATE INDEX metered_session_of_show ON metered_session (show_id, viewer_id) WHERE show_id IS NOT NULL;

-- Several viewers may be with one performer, but only in one thing at a time.
DROP INDEX metered_session_one_per_performer;
CREATE UNIQUE INDEX metered_session_one_per_performer ON metered_session (performer_id)
 WHERE state IN ('HELD', 'ACTIVE') AND product IN ('CALL', 'PRIVATE', 'FLAT');

-- What a performer is doing that takes all of them: a call, a private show, or a group show. The index above cannot see
-- group shows.
CREATE TABLE engagement (
    performer_id uuid PRIMARY KEY,
    subject_id   uuid NOT NULL UNIQUE
);
INSERT INTO engagement
SELECT performer_id, id FROM metered_session WHERE state IN ('HELD', 'ACTIVE');

-- A session that went on in another medium. Times are delivered ones; the first part is the session's own row.
CREATE TABLE session_part (
    session_id           uuid    NOT NULL REFERENCES metered_session,
    part_no              integer NOT NULL CHECK (part_no > 0),
    kind                 text    NOT NULL CHECK (kind IN ('AUDIO', 'VIDEO')),
    rate_minor           bigint  NOT NULL CHECK (rate_minor > 0),
    from_ms              bigint  NOT NULL CHECK (from_ms >= 0),
    charged_before_minor bigint  NOT NULL CHECK (charged_before_minor >= 0),
    PRIMARY KEY (session_id, part_no)
);
CREATE TRIGGER session_part_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON session_part
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A group show gathers viewers, each with a hold of their own, and begins when there are enough.
CREATE TABLE group_show (
    id              uuid        PRIMARY KEY,
    performer_id    uuid        NOT NULL,
    minimum_viewers integer     NOT NULL CHECK (minimum_viewers BETWEEN 2 AND 6),
    price_minor     bigint      NOT NULL CHECK (price_minor > 0),
    kind            text        NOT NULL CHECK (kind IN ('AUDIO', 'VIDEO')),
    state           text        NOT NULL CHECK (state IN ('GATHERING', 'RUNNING', 'ENDED')),
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at      timestamptz,
    ended_at        timestamptz
) WITH (fillfactor = 80);
CREATE INDEX group_show_open ON group_show (performer_id) WHERE state <> 'ENDED';

CREATE FUNCTION check_group_show_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'ENDED' OR (OLD.state = 'RUNNING' AND NEW.state = 'GATHERING') OR NEW.price_minor <> OLD.price_minor THEN
        RAISE EXCEPTION 'group show % is % and cannot go back', OLD.id, OLD.state USING ERRCODE = 'LG008';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER group_show_forward BEFORE UPDATE ON group_show
    FOR EACH ROW EXECUTE FUNCTION check_group_show_moves_forward();

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT, UPDATE ON group_show TO stagedoor_billing;
        GRANT SELECT, INSERT, DELETE ON engagement TO stagedoor_billing;
        GRANT SELECT, INSERT ON session_part TO stagedoor_billing;
    END IF;
END $$;
