-- Work that is due at certain times. A row says when each job is due and how it went; whoever claims the row runs the job.

CREATE TABLE job_run (
    name          text        PRIMARY KEY,
    next_run_at   timestamptz NOT NULL,
    -- Who runs it now, and until when the others believe so.
    node_id       uuid,
    claimed_until timestamptz,
    last_run_at   timestamptz,
    duration_ms   bigint      CHECK (duration_ms >= 0),
    result        text        CHECK (result IN ('DONE', 'FAILED')),
    -- What it did, or why it could not.
    detail        text        NOT NULL DEFAULT '',
    CHECK ((node_id IS NULL) = (claimed_until IS NULL)),
    CHECK ((last_run_at IS NULL) = (result IS NULL) AND (result IS NULL) = (duration_ms IS NULL))
) WITH (fillfactor = 70);

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT, UPDATE ON job_run TO stagedoor_billing;
    END IF;
END $$;
