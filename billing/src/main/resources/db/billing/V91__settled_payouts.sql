-- A bank's file names the accounts that were verified when its payouts were sent, whatever their payees change later. Kept as in
-- payout_destination: the number sealed with a key that is not here.
ALTER TABLE bank_file_line
    ADD COLUMN holder        text,
    ADD COLUMN sealed_number bytea,
    ADD COLUMN shown_number  text,
    ADD COLUMN bank_code     text,
    ADD CHECK ((holder IS NULL) = (sealed_number IS NULL) AND (holder IS NULL) = (shown_number IS NULL)
               AND (holder IS NULL) = (bank_code IS NULL));
-- Files that were taken before this are as they would be taken once more today; lines that wait get theirs when they are taken.
UPDATE bank_file_line AS line
   SET holder = account.holder, sealed_number = account.sealed_number, shown_number = account.shown_number,
       bank_code = account.bank_code
  FROM payout JOIN payout_destination AS account USING (payee_id)
 WHERE payout.id = line.payout_id AND line.batch_id IS NOT NULL AND account.sealed_number IS NOT NULL;

CREATE FUNCTION check_bank_file_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.holder IS NOT NULL AND OLD.batch_id IS NOT NULL
       AND (OLD.holder, OLD.shown_number, OLD.bank_code, OLD.batch_id)
           IS DISTINCT FROM (NEW.holder, NEW.shown_number, NEW.bank_code, NEW.batch_id) THEN
        RAISE EXCEPTION 'payout % is in a file and goes where the file says', OLD.payout_id USING ERRCODE = 'LG011';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bank_file_account_stays BEFORE UPDATE ON bank_file_line FOR EACH ROW EXECUTE FUNCTION check_bank_file_account();
REVOKE EXECUTE ON FUNCTION check_bank_file_account FROM PUBLIC;

-- What two people said of a payout that its provider did not say clearly; and which payout kept-aside news is about.
ALTER TABLE payout ADD COLUMN settled_by uuid;
ALTER TABLE provider_event
    ADD COLUMN payout_id uuid REFERENCES payout,
    DROP CONSTRAINT provider_event_outcome_check,
    ADD CHECK (outcome IN ('ACCEPTED', 'STALE', 'QUARANTINED', 'SETTLED'));
CREATE INDEX provider_event_payout ON provider_event (payout_id) WHERE outcome = 'QUARANTINED';
