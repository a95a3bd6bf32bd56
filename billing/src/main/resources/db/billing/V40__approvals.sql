-- Changes that need two people. What was proposed is what is decided on, and it is decided once.

CREATE TABLE approval (
    id              uuid        PRIMARY KEY,
    kind            text        NOT NULL CHECK (kind ~ '^[A-Z][A-Z_]{1,39}$'),
    -- Canonical JSON, kept as text: the approver's word is for these bytes.
    payload         text        NOT NULL CHECK (jsonb_typeof(payload::jsonb) = 'object'),
    reason          text        NOT NULL CHECK (length(btrim(reason)) >= 3),
    proposed_by     uuid        NOT NULL,
    proposed_at     timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL CHECK (expires_at > proposed_at),
    state           text        NOT NULL DEFAULT 'PROPOSED' CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    decided_by      uuid,
    decided_at      timestamptz,
    decision_reason text        CHECK (length(btrim(decision_reason)) >= 3),
    CHECK ((state = 'PROPOSED') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (decision_reason IS NULL)),
    -- Two people, whatever the program believes.
    CHECK (state NOT IN ('APPROVED', 'REJECTED') OR decided_by <> proposed_by),
    CHECK (state <> 'WITHDRAWN' OR decided_by = proposed_by),
    CHECK (decided_at < expires_at)
);
CREATE INDEX approval_newest ON approval (proposed_at DESC, id DESC);
CREATE INDEX approval_open ON approval (proposed_at DESC, id DESC) WHERE state = 'PROPOSED';

CREATE FUNCTION check_approval_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'PROPOSED' THEN
            RAISE EXCEPTION 'a change begins as a proposal, not as %', NEW.state USING ERRCODE = 'LG010';
        END IF;
    ELSIF OLD.state <> 'PROPOSED' OR (NEW.id, NEW.kind, NEW.payload, NEW.reason, NEW.proposed_by, NEW.proposed_at, NEW.expires_at)
          IS DISTINCT FROM (OLD.id, OLD.kind, OLD.payload, OLD.reason, OLD.proposed_by, OLD.proposed_at, OLD.expires_at) THEN
        RAISE EXCEPTION 'proposal % is % and cannot be changed', OLD.id, OLD.state USING ERRCODE = 'LG010';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approval_decided_once BEFORE INSERT OR UPDATE ON approval
    FOR EACH ROW EXECUTE FUNCTION check_approval_decided_once();
CREATE TRIGGER approval_stays BEFORE DELETE OR TRUNCATE ON approval
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE EXECUTE ON FUNCTION check_approval_decided_once FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT, UPDATE ON approval TO stagedoor_billing;
    END IF;
END $$;
