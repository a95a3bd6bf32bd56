-- The seal: every transfer's content is chained to all before it by SHA-256, so that what was written cannot be changed
-- afterwards, by whoever, without the chain telling. Once a day the end of the chain is kept as a root; roots that are also
-- kept outside the database show even a chain that was made anew.

CREATE TABLE ledger_seal (
    seq         bigint PRIMARY KEY,
    transfer_id bigint NOT NULL UNIQUE REFERENCES transfer,
    prev_hash   bytea  NOT NULL CHECK (octet_length(prev_hash) = 32),
    hash        bytea  NOT NULL CHECK (octet_length(hash) = 32)
);

CREATE TABLE seal_root (
    day     date        PRIMARY KEY,
    seq     bigint      NOT NULL REFERENCES ledger_seal,
    hash    bytea       NOT NULL CHECK (octet_length(hash) = 32),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TRIGGER ledger_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seal_root_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seal_root
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE ledger_seal ENABLE ALWAYS TRIGGER ledger_seal_append_only;
ALTER TABLE seal_root ENABLE ALWAYS TRIGGER seal_root_append_only;

-- Transfers are sealed in the order of their transactions.
CREATE INDEX transfer_xid ON transfer (xid, id);

-- Everything a transfer says, as one text: the transfer and its lines with the names of their accounts. Numbers and text
-- of JSON look the same whatever the session's settings are; times are given as seconds since 1970.
CREATE FUNCTION seal_content(p_transfer bigint) RETURNS bytea
    LANGUAGE sql STABLE SET search_path = billing, pg_temp AS $$
    SELECT sha256(convert_to(jsonb_build_array(
               transfer.id, ref, idem_scope, idem_key, encode(request_hash, 'hex'), transfer.code, session_id, tick_no,
               reverses_transfer_id, memo, extract(epoch FROM effective_at), extract(epoch FROM created_at), actor,
               node_id, xid::text,
               (SELECT jsonb_agg(jsonb_build_array(line, account_id, kind, owner_ref, qualifier, entry.asset, amount,
                                                   balance_after, account_version) ORDER BY line)
                  FROM entry JOIN account ON account.id = entry.account_id WHERE transfer_id = transfer.id))::text, 'UTF8'))
      FROM transfer WHERE transfer.id = p_transfer
$$;

-- Seals the next transfers, at most that many; returns how many. Only transactions that nobody can get in front of any
-- more: ids are given before commit, so age or id alone would prove nothing.
CREATE FUNCTION seal_transfers(p_limit integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
DECLARE
    v_seq    bigint := 0;
    v_hash   bytea := sha256('');
    v_xid    xid8 := '0';
    v_last   bigint := 0;
    v_next   bigint;
    v_sealed integer := 0;
BEGIN
    -- One at a time; the next call goes on where this one ended.
    IF NOT pg_try_advisory_xact_lock('billing.ledger_seal'::regclass::oid::bigint) THEN
        RETURN 0;
    END IF;
    SELECT seal.seq, seal.hash, transfer.xid, transfer.id INTO v_seq, v_hash, v_xid, v_last
      FROM ledger_seal AS seal JOIN transfer ON transfer.id = seal.transfer_id ORDER BY seal.seq DESC LIMIT 1;
    IF NOT FOUND THEN
        v_seq := 0;
        v_hash := sha256('');
        v_xid := '0';
        v_last := 0;
    END IF;
    FOR v_next IN
        SELECT id FROM transfer
         WHERE (xid, id) > (v_xid, v_last) AND xid < pg_snapshot_xmin(pg_current_snapshot())
         ORDER BY xid, id LIMIT p_limit
    LOOP
        v_seq := v_seq + 1;
        INSERT INTO ledger_seal VALUES (v_seq, v_next, v_hash, sha256(v_hash || seal_content(v_next)))
        RETURNING hash INTO v_hash;
        v_sealed := v_sealed + 1;
    END LOOP;
    RETURN v_sealed;
END $$;

-- Keeps the end of the chain as the root of a day, once; nothing while nothing is sealed.
CREATE FUNCTION keep_seal_root(p_day date) RETURNS SETOF seal_root
    LANGUAGE sql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
    INSERT INTO seal_root (day, seq, hash) SELECT p_day, seq, hash FROM ledger_seal ORDER BY seq DESC LIMIT 1
    ON CONFLICT (day) DO NOTHING RETURNING *
$$;

-- Compares a stretch of the chain with the transfers as they stand now. Returns what does not fit.
CREATE FUNCTION verify_seal(p_after_seq bigint, p_upto_seq bigint) RETURNS TABLE (subject text, detail text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = billing, pg_temp AS $$
    SELECT 'transfer ' || transfer_id,
           CASE WHEN prev_hash <> before THEN 'its seal ' || seq || ' does not continue the one before'
                ELSE 'was changed after it was sealed as ' || seq END
      FROM (SELECT seq, transfer_id, prev_hash, hash,
                   lag(hash, 1, coalesce((SELECT hash FROM ledger_seal WHERE seq = p_after_seq), sha256('')))
                       OVER (ORDER BY seq) AS before
              FROM ledger_seal WHERE seq > p_after_seq AND seq <= p_upto_seq) AS chain
     WHERE prev_hash <> before OR hash IS DISTINCT FROM sha256(prev_hash || seal_content(transfer_id))
$$;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT ON ledger_seal, seal_root TO stagedoor_billing;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION seal_content, seal_transfers, keep_seal_root, verify_seal FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT EXECUTE ON FUNCTION seal_transfers, keep_seal_root, verify_seal TO stagedoor_billing;
    END IF;
END $$;

-- What the reconciliation found, a row for each check and run.
CREATE TABLE reconciliation_report (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_at      timestamptz NOT NULL,
    check_name  text        NOT NULL,
    status      text        NOT NULL CHECK (status IN ('OK', 'WARNING', 'FAILURE')),
    found       bigint      NOT NULL CHECK (found >= 0),
    -- The first of what was found, a line each; or figures, of a report.
    samples     text[]      NOT NULL,
    duration_ms bigint      NOT NULL CHECK (duration_ms >= 0)
);
CREATE INDEX reconciliation_report_latest ON reconciliation_report (check_name, id);
CREATE TRIGGER reconciliation_report_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reconciliation_report
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT, INSERT ON reconciliation_report TO stagedoor_billing;
    END IF;
END $$;
