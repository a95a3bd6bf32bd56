-- Bank account numbers are sealed with a key that is not in the database (docs/decisions/0034). What screens show of one is
-- kept beside it, so that nothing is opened for a screen. A number of before stands in account_number until the server's next
-- start, which has the key and seals it.

ALTER TABLE payout_destination
    ALTER COLUMN account_number DROP NOT NULL,
    ADD COLUMN sealed_number bytea,
    ADD COLUMN shown_number text,
    ADD CONSTRAINT payout_destination_sealed
        CHECK ((account_number IS NULL) = (sealed_number IS NOT NULL)
               AND (account_number IS NULL) = (shown_number IS NOT NULL));

-- The sandbox needs to know which of its four numbers it was told, and no real one.
UPDATE sandbox_payout SET account = '000000000001'
 WHERE account NOT IN ('000000000001', '000000000002', '000000000003', '000000000004');
