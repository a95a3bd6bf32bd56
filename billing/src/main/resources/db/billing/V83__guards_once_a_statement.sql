-- What a posting costs, cut by looking at where it went (docs/decisions/0048): fewer statements, fewer index entries, fewer
-- checks that run once a row. What is checked stays what it was.

-- In the order in which postings take them: one that is under way is waited for, not met halfway.
LOCK TABLE transfer, entry, coin_lot, lot_alloc IN ACCESS EXCLUSIVE MODE;

-- Three of a tip's four lines are on accounts without a kept balance; they have no version, and no place in this index.
CREATE UNIQUE INDEX entry_account_version ON entry (account_id, account_version) WHERE account_version IS NOT NULL;
ALTER TABLE entry DROP CONSTRAINT entry_account_id_account_version_key;

-- Keys begin with what they are about and go on with an id that grows with time; scopes are people. With the key first, new
-- entries of the index are neighbours instead of being strewn over all of it.
ALTER TABLE transfer ADD CONSTRAINT transfer_key UNIQUE (idem_key, idem_scope);
ALTER TABLE transfer DROP CONSTRAINT transfer_idem_scope_idem_key_key;

-- Once a statement instead of once a transfer: lines that are written together balance with each other, in every asset. Since
-- no line is of zero, that makes two of them at least. And since nothing changes a line, a transfer balances as long as every
-- statement that wrote to it did.
CREATE OR REPLACE FUNCTION check_entry_transaction() RETURNS trigger LANGUAGE plpgsql
    SET search_path = billing, pg_temp AS $$
DECLARE
    v_foreign boolean;
    v_off     text;
BEGIN
    SELECT bool_or(transfer.xid IS DISTINCT FROM pg_current_xact_id() OR transfer.era IS DISTINCT FROM current_era()),
           string_agg(sums.transfer_id || ' by ' || sums.asset || ' ' || sums.total, ', ') FILTER (WHERE sums.total <> 0)
      INTO v_foreign, v_off
      FROM (SELECT transfer_id, asset, sum(amount) AS total FROM fresh GROUP BY transfer_id, asset) AS sums
      LEFT JOIN transfer ON transfer.id = sums.transfer_id;
    IF v_foreign THEN
        RAISE EXCEPTION 'entries belong to the transaction of their transfer' USING ERRCODE = 'LG005';
    END IF;
    IF EXISTS (SELECT FROM (SELECT DISTINCT account_id, asset FROM fresh) AS used
                 LEFT JOIN account ON account.id = used.account_id AND account.asset = used.asset
                WHERE account.id IS NULL) THEN
        RAISE EXCEPTION 'an entry has the asset of its account' USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF v_off IS NOT NULL THEN
        RAISE EXCEPTION 'transfer % does not balance', v_off USING ERRCODE = 'LG001';
    END IF;
    RETURN NULL;
END $$;

-- What is left to ask at commit: that a transfer has lines at all.
CREATE OR REPLACE FUNCTION check_transfer_balances() RETURNS trigger LANGUAGE plpgsql
    SET search_path = billing, pg_temp SET enable_seqscan = off AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM entry WHERE transfer_id = NEW.id) THEN
        RAISE EXCEPTION 'transfer % has no lines', NEW.id USING ERRCODE = 'LG001';
    END IF;
    RETURN NULL;
END $$;

-- As for entries: a foreign key locks the row it points to, in every posting, against what refuse_change forbids anyway.
CREATE FUNCTION check_lot_alloc() RETURNS trigger LANGUAGE plpgsql SET search_path = billing, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM fresh
                 LEFT JOIN transfer ON transfer.id = fresh.transfer_id
                 LEFT JOIN coin_lot ON coin_lot.id = fresh.lot_id
                WHERE transfer.id IS NULL OR coin_lot.id IS NULL) THEN
        RAISE EXCEPTION 'coins are moved by a transfer, to or from a lot' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION check_lot_alloc FROM PUBLIC;
CREATE TRIGGER lot_alloc_points AFTER INSERT ON lot_alloc
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_lot_alloc();
CREATE TRIGGER coin_lot_stays BEFORE DELETE OR TRUNCATE ON coin_lot
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE lot_alloc ENABLE ALWAYS TRIGGER lot_alloc_points;
ALTER TABLE coin_lot ENABLE ALWAYS TRIGGER coin_lot_stays;
ALTER TABLE lot_alloc DROP CONSTRAINT lot_alloc_transfer_id_fkey;
ALTER TABLE lot_alloc DROP CONSTRAINT lot_alloc_lot_id_fkey;

-- The same seals, written by one statement for all that are sealed at once.
CREATE OR REPLACE FUNCTION seal_transfers(p_limit integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
DECLARE
    v_seq     bigint := 0;
    v_first   bytea := sha256('');
    v_era     integer := 0;
    v_xid     xid8 := '0';
    v_last    bigint := 0;
    v_next    bigint;
    v_content bytea;
    v_hash    bytea;
    v_ids     bigint[] := '{}';
    v_hashes  bytea[] := '{}';
BEGIN
    -- One at a time; the next call goes on where this one ended.
    IF NOT pg_try_advisory_xact_lock('billing.ledger_seal'::regclass::oid::bigint) THEN
        RETURN 0;
    END IF;
    SELECT seal.seq, seal.hash, transfer.era, transfer.xid, transfer.id INTO v_seq, v_first, v_era, v_xid, v_last
      FROM ledger_seal AS seal JOIN transfer ON transfer.id = seal.transfer_id ORDER BY seal.seq DESC LIMIT 1;
    IF NOT FOUND THEN
        v_seq := 0;
        v_first := sha256('');
        v_era := 0;
        v_xid := '0';
        v_last := 0;
    END IF;
    v_hash := v_first;
    FOR v_next, v_content IN
        SELECT id, seal_content(id) FROM transfer
         WHERE (era, xid, id) > (v_era, v_xid, v_last)
           -- Of an era that is over, nothing is still under way.
           AND (era < current_era() OR xid < pg_snapshot_xmin(pg_current_snapshot()))
         ORDER BY era, xid, id LIMIT p_limit
    LOOP
        v_hash := sha256(v_hash || v_content);
        v_ids := v_ids || v_next;
        v_hashes := v_hashes || v_hash;
    END LOOP;
    INSERT INTO ledger_seal (seq, transfer_id, prev_hash, hash)
    SELECT v_seq + place, id, lag(hash, 1, v_first) OVER (ORDER BY place), hash
      FROM unnest(v_ids, v_hashes) WITH ORDINALITY AS sealed (id, hash, place);
    RETURN cardinality(v_ids);
END $$;
