-- Whether whoever writes to people has taken a warning of an expiry over. Those of before were told by the page alone; they are over.
ALTER TABLE expiry_warning ADD COLUMN confirmed_at timestamptz;
UPDATE expiry_warning SET confirmed_at = warned_at;
CREATE INDEX expiry_warning_unconfirmed ON expiry_warning (warned_at) WHERE confirmed_at IS NULL;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT UPDATE (confirmed_at) ON expiry_warning TO stagedoor_billing;
    END IF;
END $$;
