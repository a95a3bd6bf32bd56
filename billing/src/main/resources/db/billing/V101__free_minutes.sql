-- Free minutes of a plan of the house: promotional coins that come with every month that is paid, and end with it
-- (docs/decisions/0059).

ALTER TABLE plan_version
    ADD COLUMN free_minutes    integer NOT NULL DEFAULT 0 CHECK (free_minutes BETWEEN 0 AND 1000),
    -- What they are given as, in thousandths of a coin; fixed with the version, whatever a minute costs later.
    ADD COLUMN allowance_minor bigint  NOT NULL DEFAULT 0 CHECK (allowance_minor >= 0),
    ADD CONSTRAINT plan_version_allowance
        CHECK ((free_minutes = 0) = (allowance_minor = 0) AND (free_minutes = 0 OR performer_id IS NULL));

-- One more kind of transfer. Not looked for in what is there already, which would hold up everybody: V102 does that.
DO $$
DECLARE
    v_check text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'transfer_code_check'
                        AND conrelid = 'transfer'::regclass);
BEGIN
    ALTER TABLE transfer DROP CONSTRAINT transfer_code_check;
    EXECUTE 'ALTER TABLE transfer ADD CONSTRAINT transfer_code_check '
        || replace(v_check, '''SUBSCRIBE''::text', '''SUBSCRIBE''::text, ''ALLOWANCE''::text') || ' NOT VALID';
END $$;

-- Coins that come back to a lot whose time is over may live a little longer; those that end with something may not.
ALTER TABLE coin_lot ADD COLUMN mercy boolean NOT NULL DEFAULT true;

-- Until when the coins of a month's free minutes live. Called with the month's end when they are granted, and again if it ends
-- sooner; never makes it later.
CREATE FUNCTION end_allowance(p_grant bigint, p_at timestamptz) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
    WITH ended AS (
        UPDATE coin_lot SET expires_at = least(coin_lot.expires_at, p_at), mercy = false
          FROM transfer
         WHERE transfer.id = p_grant AND transfer.code = 'ALLOWANCE' AND coin_lot.source_transfer_id = p_grant
        RETURNING coin_lot.id)
    SELECT count(*)::integer FROM ended
$$;
REVOKE EXECUTE ON FUNCTION end_allowance FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT EXECUTE ON FUNCTION end_allowance TO stagedoor_billing;
    END IF;
END $$;
