-- A new version of a tax rule is approved by a second person. Those without an approval came with the program, or by hand.
ALTER TABLE tax_rule ADD COLUMN approval_id uuid UNIQUE REFERENCES approval;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT INSERT ON tax_rule TO stagedoor_billing;
    END IF;
END $$;
