-- What guards the journal looks at all rows of a statement at once (docs/decisions/0057). A guard that runs once a row costs as
-- much for each of many rows as for one, and the deferred one set and unset the planner's settings for each transfer.

-- In the order in which postings take them.
LOCK TABLE transfer, entry, coin_lot, lot_alloc, tip IN ACCESS EXCLUSIVE MODE;

-- Which transaction and era wrote a transfer was put into its row by a trigger. The defaults say it now, and what says
-- something else is refused. That a transfer has lines is asked when the statement that writes it has ended, not at commit: its
-- lines are written by the same statement. What they sum to is asked of the lines (check_entry_transaction).
ALTER TABLE transfer ALTER COLUMN era SET DEFAULT current_era();
CREATE FUNCTION check_transfers() RETURNS trigger LANGUAGE plpgsql SET search_path = billing, pg_temp SET enable_seqscan = off AS $$
DECLARE
    v_forged boolean;
    v_bare   bigint;
BEGIN
    SELECT bool_or(fresh.xid <> pg_current_xact_id() OR fresh.era <> current_era()),
           min(fresh.id) FILTER (WHERE line.transfer_id IS NULL)
      INTO v_forged, v_bare
      FROM fresh
      -- Not EXISTS, which may be planned as a look at all lines there are.
      LEFT JOIN LATERAL (SELECT entry.transfer_id FROM entry WHERE entry.transfer_id = fresh.id LIMIT 1) AS line ON true;
    IF v_forged THEN
        RAISE EXCEPTION 'a transfer says which transaction wrote it' USING ERRCODE = 'LG005';
    END IF;
    IF v_bare IS NOT NULL THEN
        RAISE EXCEPTION 'transfer % has no lines', v_bare
            USING ERRCODE = 'LG001', HINT = 'write a transfer and all its lines by one statement';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER transfer_whole AFTER INSERT ON transfer
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_transfers();
ALTER TABLE transfer ENABLE ALWAYS TRIGGER transfer_whole;
DROP TRIGGER transfer_stamp ON transfer;
DROP TRIGGER transfer_balances ON transfer;
DROP FUNCTION stamp_transfer;
DROP FUNCTION check_transfer_balances;

-- As for lot_alloc: a foreign key locks the transfer that it points to, in every tip, against what refuse_change forbids anyway.
CREATE FUNCTION check_tips() RETURNS trigger LANGUAGE plpgsql SET search_path = billing, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM fresh LEFT JOIN transfer ON transfer.id = fresh.transfer_id WHERE transfer.id IS NULL) THEN
        RAISE EXCEPTION 'a tip is paid by a transfer' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER tip_points AFTER INSERT ON tip
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_tips();
CREATE TRIGGER tip_points_still AFTER UPDATE ON tip
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_tips();
ALTER TABLE tip ENABLE ALWAYS TRIGGER tip_points;
ALTER TABLE tip ENABLE ALWAYS TRIGGER tip_points_still;
ALTER TABLE tip DROP CONSTRAINT tip_transfer_id_fkey;

REVOKE EXECUTE ON FUNCTION check_transfers, check_tips FROM PUBLIC;
