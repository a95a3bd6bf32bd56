-- Published price lists. A list is whole, is valid from a date on until another one is, and never changes: what was sold
-- under it can be looked up for ever. The list before the first published one comes from the installation's settings.

CREATE TABLE price_list (
    -- One more than the list it was made from, so that of two lists made from the same one only the first is published.
    version         bigint      PRIMARY KEY CHECK (version > 0),
    payload         text        NOT NULL CHECK (jsonb_typeof(payload::jsonb) = 'object'),
    valid_from      timestamptz NOT NULL,
    published_at    timestamptz NOT NULL CHECK (valid_from >= published_at),
    approval_id     uuid        NOT NULL UNIQUE REFERENCES approval,
    -- Why it is published although some of it loses money; empty if none of it does.
    override_reason text        NOT NULL DEFAULT ''
);
CREATE INDEX price_list_in_force ON price_list (valid_from DESC, version DESC);
CREATE TRIGGER price_list_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON price_list
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT ON price_list TO stagedoor_billing;
    END IF;
END $$;
