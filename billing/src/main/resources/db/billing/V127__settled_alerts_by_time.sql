-- Settled alerts are deleted by their time, again and again.
CREATE INDEX alert_settled ON alert (settled_at) WHERE settled_at IS NOT NULL;
