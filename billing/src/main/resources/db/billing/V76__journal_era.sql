-- The order of transactions is the order of their numbers only within one PostgreSQL cluster. A journal that was dumped and
-- restored into another one brings numbers with it that the new cluster has not reached yet: without more, nothing new would be
-- sealed, and balances and earnings would not be folded, until it has. So transfers are ordered by era first; restoring
-- begins a new one (docs/decisions/0035).

ALTER TABLE transfer ADD COLUMN era integer NOT NULL DEFAULT 0;

CREATE TABLE journal_era (
    era      integer     PRIMARY KEY,
    -- The cluster's own name, made when it was initialised.
    cluster  text        NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO journal_era (era, cluster) SELECT 0, system_identifier FROM pg_control_system();
CREATE TRIGGER journal_era_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_era
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A constant that begin_era_after_restore() replaces: it is asked in every posting.
CREATE FUNCTION current_era() RETURNS integer LANGUAGE sql STABLE AS 'SELECT 0';

CREATE OR REPLACE FUNCTION stamp_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.xid := pg_current_xact_id();
    NEW.era := billing.current_era();
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION check_entry_transaction() RETURNS trigger LANGUAGE plpgsql
    SET search_path = billing, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF EXISTS (SELECT FROM fresh LEFT JOIN transfer ON transfer.id = fresh.transfer_id
                WHERE transfer.xid IS DISTINCT FROM pg_current_xact_id() OR transfer.era <> current_era()) THEN
        RAISE EXCEPTION 'entries belong to the transaction of their transfer' USING ERRCODE = 'LG005';
    END IF;
    IF EXISTS (SELECT FROM fresh LEFT JOIN account ON account.id = fresh.account_id AND account.asset = fresh.asset
                WHERE account.id IS NULL) THEN
        RAISE EXCEPTION 'an entry has the asset of its account' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;

DROP INDEX transfer_xid;
CREATE INDEX transfer_order ON transfer (era, xid, id);

CREATE OR REPLACE FUNCTION seal_transfers(p_limit integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
DECLARE
    v_seq    bigint := 0;
    v_hash   bytea := sha256('');
    v_era    integer := 0;
    v_xid    xid8 := '0';
    v_last   bigint := 0;
    v_next   bigint;
    v_sealed integer := 0;
BEGIN
    -- One at a time; the next call goes on where this one ended.
    IF NOT pg_try_advisory_xact_lock('billing.ledger_seal'::regclass::oid::bigint) THEN
        RETURN 0;
    END IF;
    SELECT seal.seq, seal.hash, transfer.era, transfer.xid, transfer.id INTO v_seq, v_hash, v_era, v_xid, v_last
      FROM ledger_seal AS seal JOIN transfer ON transfer.id = seal.transfer_id ORDER BY seal.seq DESC LIMIT 1;
    IF NOT FOUND THEN
        v_seq := 0;
        v_hash := sha256('');
        v_era := 0;
        v_xid := '0';
        v_last := 0;
    END IF;
    FOR v_next IN
        SELECT id FROM transfer
         WHERE (era, xid, id) > (v_era, v_xid, v_last)
           -- Of an era that is over, nothing is still under way.
           AND (era < current_era() OR xid < pg_snapshot_xmin(pg_current_snapshot()))
         ORDER BY era, xid, id LIMIT p_limit
    LOOP
        v_seq := v_seq + 1;
        INSERT INTO ledger_seal VALUES (v_seq, v_next, v_hash, sha256(v_hash || seal_content(v_next)))
        RETURNING hash INTO v_hash;
        v_sealed := v_sealed + 1;
    END LOOP;
    RETURN v_sealed;
END $$;

-- Begins an era if the journal has come to another cluster; whether it has. For the owner, before anything is posted.
CREATE FUNCTION begin_era_after_restore() RETURNS boolean
    LANGUAGE plpgsql SET search_path = billing, pg_temp AS $$
DECLARE
    v_era     integer;
    v_known   text;
    v_cluster text;
BEGIN
    LOCK TABLE journal_era IN EXCLUSIVE MODE;
    SELECT system_identifier INTO v_cluster FROM pg_control_system();
    SELECT era, cluster INTO v_era, v_known FROM journal_era ORDER BY era DESC LIMIT 1;
    IF v_known = v_cluster THEN
        RETURN false;
    END IF;
    INSERT INTO journal_era (era, cluster) VALUES (v_era + 1, v_cluster);
    EXECUTE format('CREATE OR REPLACE FUNCTION current_era() RETURNS integer LANGUAGE sql STABLE AS %L',
                   'SELECT ' || v_era + 1);
    -- Everything that is here has been committed: the next run may fold all of it.
    UPDATE snapshot_mark SET next_xid = '0';
    UPDATE earning_mark SET next_xid = '0';
    RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION begin_era_after_restore FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT ON journal_era TO stagedoor_billing;
    END IF;
END $$;
