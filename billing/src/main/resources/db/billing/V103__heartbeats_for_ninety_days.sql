-- Heartbeats are kept for 90 days after their session, for whoever complains of it; after that, what they came to.

CREATE TABLE heartbeat_summary (
    session_id   uuid        PRIMARY KEY REFERENCES metered_session,
    beats        bigint      NOT NULL CHECK (beats > 0),
    billable_ms  bigint      NOT NULL CHECK (billable_ms >= 0),
    first_at     timestamptz NOT NULL,
    last_at      timestamptz NOT NULL,
    deleted_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (first_at <= last_at)
);
CREATE TRIGGER heartbeat_summary_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON heartbeat_summary
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One entry for each session that still has heartbeats, oldest first: every session's are numbered from 1. A BRIN index over all
-- of them would lose its order as soon as new rows take the place of deleted ones.
CREATE INDEX heartbeat_first ON heartbeat (at) WHERE tick_no = 1;

-- Deletes the heartbeats of at most so many sessions that ended before p_before and about which nobody is arguing: neither a
-- complaint about the session is open, nor a bank's case against its viewer. Never those of the last 90 days, by the
-- database's own clock: the server's may be wrong, and its password stolen. Sessions that others have in hand are left.
CREATE FUNCTION delete_heartbeats(p_before timestamptz, p_sessions integer, OUT sessions bigint, OUT beats bigint)
    LANGUAGE sql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
    WITH due AS MATERIALIZED (
        SELECT first.session_id
          FROM heartbeat AS first JOIN metered_session AS session ON session.id = first.session_id
         WHERE first.tick_no = 1 AND first.at < least(p_before, clock_timestamp() - interval '90 days')
           AND session.state NOT IN ('HELD', 'ACTIVE')
           AND session.ended_at < least(p_before, clock_timestamp() - interval '90 days')
           AND NOT EXISTS (SELECT FROM call_dispute AS claim WHERE claim.session_id = session.id AND claim.state = 'OPEN')
           AND NOT EXISTS (SELECT FROM chargeback AS case_of
                            WHERE case_of.user_id = session.viewer_id AND case_of.stage = 'OPENED')
         ORDER BY first.at LIMIT p_sessions FOR UPDATE OF first SKIP LOCKED),
    gone AS (
        DELETE FROM heartbeat USING due WHERE heartbeat.session_id = due.session_id
        RETURNING heartbeat.session_id, heartbeat.billable_ms, heartbeat.at),
    kept AS (
        INSERT INTO heartbeat_summary (session_id, beats, billable_ms, first_at, last_at)
        SELECT session_id, count(*), max(billable_ms), min(at), max(at) FROM gone GROUP BY session_id
        RETURNING heartbeat_summary.beats)
    SELECT count(*), coalesce(sum(kept.beats), 0)::bigint FROM kept
$$;
REVOKE EXECUTE ON FUNCTION delete_heartbeats FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT ON heartbeat_summary TO stagedoor_billing;
        GRANT EXECUTE ON FUNCTION delete_heartbeats TO stagedoor_billing;
    END IF;
END $$;
