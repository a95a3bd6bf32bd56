-- What folds entries (balances, days, what is owed, what was spent) takes a mark from the highest number that it sees, and uses it
-- when every transaction of that moment has ended. A transaction is waited for by its id; one that has drawn a number and has no
-- id yet would not be, and its entries would stay unfolded for good. So the id comes first (docs/decisions/0089).

-- The one way to a transfer's number for who names it.
CREATE FUNCTION next_transfer_id() RETURNS bigint LANGUAGE sql AS $$
    SELECT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('billing.transfer_id_seq') END
$$;

-- As they were, with numbers from there.
DO $$
DECLARE
    v_function regprocedure;
BEGIN
    FOR v_function IN
        SELECT oid FROM pg_proc
         WHERE pronamespace = 'billing'::regnamespace AND prosrc LIKE '%nextval(''transfer\_id\_seq'')%'
    LOOP
        EXECUTE replace(pg_get_functiondef(v_function), 'nextval(''transfer_id_seq'')', 'next_transfer_id()');
    END LOOP;
END $$;

-- For who leaves it to the column: before any row of the statement is made.
CREATE FUNCTION begin_transfers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_current_xact_id();
    RETURN NULL;
END $$;
CREATE TRIGGER transfer_begins BEFORE INSERT ON transfer FOR EACH STATEMENT EXECUTE FUNCTION begin_transfers();
ALTER TABLE transfer ENABLE ALWAYS TRIGGER transfer_begins;

REVOKE EXECUTE ON FUNCTION next_transfer_id, begin_transfers FROM PUBLIC;
