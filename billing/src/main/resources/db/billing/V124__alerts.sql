-- What whoever runs the house is to be told at once, written by the transaction that found it, whichever server's that was. A row
-- is kept for a while after it was settled, so that the same is told once.
CREATE TABLE alert (
    id         uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    key        text        NOT NULL UNIQUE CHECK (key <> ''),
    kind       text        NOT NULL CHECK (kind IN ('BOOKS_DIFFER', 'JOB_FAILED', 'PAYOUT_UNKNOWN', 'RISK_FLAG', 'NEWS_QUARANTINED',
                                                    'PROVIDER_SILENT')),
    -- What it is about: a check, a job, a payout, a flag, the news, a provider.
    subject    text        NOT NULL,
    words      text        NOT NULL,
    raised_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempts   integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    -- When it is to be sent, or, while a node is at it, when it is not waited for any longer.
    due_at     timestamptz DEFAULT clock_timestamp(),
    settled_at timestamptz,
    last_error text        NOT NULL DEFAULT '',
    CHECK ((due_at IS NULL) = (settled_at IS NOT NULL))
);
CREATE INDEX alert_due ON alert (due_at) WHERE due_at IS NOT NULL;

CREATE FUNCTION raise_alert(p_key text, p_kind text, p_subject text, p_words text) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
    INSERT INTO alert (key, kind, subject, words) VALUES (p_key, p_kind, p_subject, p_words) ON CONFLICT (key) DO NOTHING
$$;

CREATE FUNCTION alert_of_report() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    PERFORM raise_alert('books:' || NEW.id, 'BOOKS_DIFFER', NEW.check_name,
                        format('Reconciliation, %s: %s found (%s)', NEW.check_name, NEW.found, NEW.status));
    RETURN NULL;
END $$;
CREATE TRIGGER reconciliation_report_alerts AFTER INSERT ON reconciliation_report FOR EACH ROW
    WHEN (NEW.status <> 'OK') EXECUTE FUNCTION alert_of_report();

-- The first failure of several in a row.
CREATE FUNCTION alert_of_job() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    PERFORM raise_alert(format('job:%s:%s', NEW.name, NEW.last_run_at), 'JOB_FAILED', NEW.name,
                        format('The job %s has failed; it is tried again', NEW.name));
    RETURN NULL;
END $$;
CREATE TRIGGER job_run_alerts AFTER UPDATE OF result ON job_run FOR EACH ROW
    WHEN (NEW.result = 'FAILED' AND OLD.result IS DISTINCT FROM 'FAILED') EXECUTE FUNCTION alert_of_job();

CREATE FUNCTION alert_of_payout() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    PERFORM raise_alert('payout:' || NEW.id, 'PAYOUT_UNKNOWN', NEW.id::text,
                        format('Nobody knows whether %s pays this payout; it is asked about', NEW.provider));
    RETURN NULL;
END $$;
CREATE TRIGGER payout_alerts AFTER UPDATE OF state ON payout FOR EACH ROW
    WHEN (NEW.state = 'UNKNOWN' AND OLD.state <> 'UNKNOWN') EXECUTE FUNCTION alert_of_payout();

CREATE FUNCTION alert_of_flag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    PERFORM raise_alert('risk:' || NEW.id, 'RISK_FLAG', NEW.id::text,
                        format('Looks like fraud: %s (%s, where %s is allowed)', NEW.kind, NEW.measured, NEW.allowed));
    RETURN NULL;
END $$;
CREATE TRIGGER risk_flag_alerts AFTER INSERT ON risk_flag FOR EACH ROW EXECUTE FUNCTION alert_of_flag();

CREATE FUNCTION alert_of_news() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    PERFORM raise_alert('news:' || NEW.id, 'NEWS_QUARANTINED', NEW.id::text,
                        format('News of %s was kept aside for a person', NEW.provider));
    RETURN NULL;
END $$;
CREATE TRIGGER provider_event_alerts AFTER INSERT OR UPDATE OF outcome ON provider_event FOR EACH ROW
    WHEN (NEW.outcome = 'QUARANTINED') EXECUTE FUNCTION alert_of_news();

REVOKE EXECUTE ON FUNCTION raise_alert, alert_of_report, alert_of_job, alert_of_payout, alert_of_flag, alert_of_news FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, DELETE ON alert TO stagedoor_billing;
        GRANT UPDATE (attempts, due_at, settled_at, last_error) ON alert TO stagedoor_billing;
        GRANT EXECUTE ON FUNCTION raise_alert TO stagedoor_billing;
    END IF;
END $$;
