-- Agencies: which performer is represented by which, from when until when, and for which part of the performer's side.

-- An offer, and what became of it. The house makes it by two people, the performer accepts it, either ends it. What was
-- agreed never changes; its end can be set, and brought forward, never put off.
CREATE TABLE agency_membership (
    -- That of the approval it was offered by.
    id                  uuid        PRIMARY KEY REFERENCES approval,
    performer_id        uuid        NOT NULL,
    agency_id           uuid        NOT NULL,
    agency_basis_points integer     NOT NULL CHECK (agency_basis_points BETWEEN 0 AND 9999),
    notice_days         integer     NOT NULL CHECK (notice_days >= 0),
    state               text        NOT NULL DEFAULT 'OFFERED'
        CHECK (state IN ('OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
    offered_at          timestamptz NOT NULL,
    earliest_at         timestamptz NOT NULL,
    begins_at           timestamptz CHECK (begins_at >= earliest_at),
    -- First moment without it.
    ends_at             timestamptz CHECK (ends_at >= begins_at),
    CHECK (performer_id <> agency_id),
    CHECK ((state = 'ACCEPTED') = (begins_at IS NOT NULL)),
    CHECK (ends_at IS NULL OR state = 'ACCEPTED'),
    -- Nobody owes two agencies a part of the same sale.
    CONSTRAINT agency_membership_one EXCLUDE USING gist (performer_id WITH =, tstzrange(begins_at, ends_at) WITH &&)
        WHERE (state = 'ACCEPTED')
);
CREATE INDEX agency_membership_performer ON agency_membership (performer_id, offered_at DESC);
CREATE INDEX agency_membership_agency ON agency_membership (agency_id, offered_at DESC);

CREATE FUNCTION check_membership_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.performer_id, NEW.agency_id, NEW.agency_basis_points, NEW.notice_days, NEW.offered_at, NEW.earliest_at)
          IS DISTINCT FROM
       (OLD.id, OLD.performer_id, OLD.agency_id, OLD.agency_basis_points, OLD.notice_days, OLD.offered_at, OLD.earliest_at)
       OR (OLD.state <> 'OFFERED' AND (NEW.state <> OLD.state OR NEW.begins_at IS DISTINCT FROM OLD.begins_at))
       OR (OLD.ends_at IS NOT NULL AND (NEW.ends_at IS NULL OR NEW.ends_at > OLD.ends_at)) THEN
        RAISE EXCEPTION 'membership % is % and cannot go back', OLD.id, OLD.state USING ERRCODE = 'LG008';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agency_membership_forward BEFORE UPDATE ON agency_membership
    FOR EACH ROW EXECUTE FUNCTION check_membership_moves_forward();
CREATE TRIGGER agency_membership_stays BEFORE DELETE OR TRUNCATE ON agency_membership
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Everything that happened to memberships, by whom.
CREATE TABLE agency_membership_step (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    membership_id uuid        NOT NULL REFERENCES agency_membership,
    kind          text        NOT NULL CHECK (kind IN ('OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'NOTICE', 'ENDED')),
    person_id     uuid        NOT NULL,
    at            timestamptz NOT NULL,
    effective_at  timestamptz
);
CREATE INDEX agency_membership_step_of ON agency_membership_step (membership_id, id);
CREATE TRIGGER agency_membership_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON agency_membership_step
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was sold keeps the agency it was sold under, as it keeps its split.
ALTER TABLE rate_plan_version ADD COLUMN agency_id uuid;
ALTER TABLE rate_plan_version ADD CONSTRAINT rate_plan_version_agency CHECK (agency_id IS NOT NULL OR agency_basis_points = 0);
ALTER TABLE escrow_event ADD COLUMN agency_id uuid;
ALTER TABLE escrow_event ADD CONSTRAINT escrow_event_agency CHECK (agency_id IS NOT NULL OR agency_basis_points = 0);
ALTER TABLE subscription_month ADD COLUMN agency_id uuid;
ALTER TABLE subscription_month ADD CONSTRAINT subscription_month_agency CHECK (agency_id IS NOT NULL OR agency_basis_points = 0);

REVOKE EXECUTE ON FUNCTION check_membership_moves_forward FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT, UPDATE ON agency_membership TO stagedoor_billing;
        GRANT SELECT, INSERT ON agency_membership_step TO stagedoor_billing;
    END IF;
END $$;
