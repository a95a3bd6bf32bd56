CREATE OR REPLACE FUNCTION post_transfers(
    p_scopes text[], p_keys text[], p_hashes bytea[], p_codes text[], p_refs uuid[], p_sessions uuid[], p_memos text[],
    p_actors text[], p_node uuid,
    p_line_of integer[], p_line_no integer[], p_kinds text[], p_owners uuid[], p_qualifiers text[], p_assets text[],
    p_amounts bigint[],
    p_lot_of integer[], p_lot_classes text[], p_lot_amounts bigint[], p_lot_ttl_days integer[], p_lot_costs bigint[],
    p_lot_cost_assets text[],
    p_tip_of integer[], p_tip_performers uuid[], p_tip_amounts bigint[], p_tip_earned bigint[], p_tip_messages text[],
    p_tip_anonymous boolean[])
    RETURNS TABLE (place integer, outcome text, transfer_id bigint, viewer_available bigint, short_kind text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_count integer := cardinality(p_keys);
    v_ids   bigint[];
    v_kept  bigint[];
    v_old   bigint[];
    v_same  boolean[];
    v_short text[];
    v_go    integer[];
    v_new   bigint[];
    v_spent numeric;
    v_lot   record;
BEGIN
    IF (SELECT count(*) > count(DISTINCT n) OR count(*) FILTER (WHERE kind <> 'viewer.available') > 0
          FROM unnest(p_line_of, p_kinds) AS line (n, kind) WHERE kind LIKE 'viewer.%') THEN
        RAISE EXCEPTION 'a plain transfer concerns one viewer''s free coins' USING ERRCODE = 'LG007';
    END IF;
    v_ids := find_accounts(p_kinds, p_owners, p_qualifiers, p_assets);
    SELECT array_agg(id) INTO v_kept
      FROM (SELECT id FROM account WHERE id = ANY (v_ids) AND NOT async ORDER BY id FOR NO KEY UPDATE) AS kept;

    -- After the locks: a repeat that waited for the first one finds it here.
    SELECT array_agg(old.id ORDER BY p.n), array_agg(old.request_hash = p.hash ORDER BY p.n) INTO v_old, v_same
      FROM unnest(p_scopes, p_keys, p_hashes) WITH ORDINALITY AS p (scope, key, hash, n)
      LEFT JOIN transfer AS old ON old.idem_scope = p.scope AND old.idem_key = p.key;
    -- An account that was never opened has nothing; a refused request does not open it.
    WITH short AS (
        SELECT line.n, min(line.kind) AS kind
          FROM unnest(p_line_of, v_ids, p_kinds, p_amounts) AS line (n, account_id, kind, amount)
          JOIN account_kind USING (kind)
          LEFT JOIN account ON account.id = line.account_id
         WHERE line.amount < 0
           AND coalesce(account.balance, 0) + line.amount < coalesce(account.floor_minor, account_kind.floor_minor)
         GROUP BY line.n)
    SELECT array_agg(short.kind ORDER BY n), array_agg(n) FILTER (WHERE short.kind IS NULL AND v_old[n] IS NULL)
      INTO v_short, v_go
      FROM generate_series(1, v_count) AS n LEFT JOIN short USING (n);

    IF v_go IS NOT NULL THEN
        IF EXISTS (SELECT FROM unnest(p_line_of, v_ids) AS line (n, id) WHERE id IS NULL AND n = ANY (v_go)) THEN
            INSERT INTO account (kind, owner_ref, qualifier, asset, floor_minor, async)
            SELECT DISTINCT kind, owner_ref, qualifier, asset, floor_minor, async
              FROM unnest(p_line_of, p_kinds, p_owners, p_qualifiers, p_assets) AS line (n, kind, owner_ref, qualifier, asset)
              JOIN account_kind USING (kind)
             WHERE n = ANY (v_go)
             ORDER BY kind, owner_ref, qualifier, asset
            ON CONFLICT DO NOTHING;
            v_ids := find_accounts(p_kinds, p_owners, p_qualifiers, p_assets);
            SELECT array_agg(id) INTO v_kept
              FROM (SELECT id FROM account WHERE id = ANY (v_ids) AND NOT async ORDER BY id FOR NO KEY UPDATE) AS kept;
        END IF;
        IF (SELECT count(*) > cardinality(v_kept) FROM unnest(v_ids) AS line (id) WHERE id = ANY (v_kept)) THEN
            RAISE EXCEPTION 'transfers posted together keep their accounts apart' USING ERRCODE = 'LG007';
        END IF;

        WITH made AS (
            INSERT INTO transfer (ref, idem_scope, idem_key, request_hash, code, session_id, memo, actor, node_id)
            SELECT p.ref, p.scope, p.key, p.hash, p.code, p.session_id, p.memo, p.actor, p_node
              FROM unnest(p_scopes, p_keys, p_hashes, p_codes, p_refs, p_sessions, p_memos, p_actors) WITH ORDINALITY
                   AS p (scope, key, hash, code, ref, session_id, memo, actor, n)
             WHERE n = ANY (v_go) ORDER BY n
            ON CONFLICT (idem_scope, idem_key) DO NOTHING RETURNING id, idem_scope, idem_key)
        SELECT array_agg(made.id ORDER BY p.n) INTO v_new
          FROM unnest(p_scopes, p_keys) WITH ORDINALITY AS p (scope, key, n)
          LEFT JOIN made ON made.idem_scope = p.scope AND made.idem_key = p.key;

        WITH line AS (
            SELECT l.*, v_new[n] AS transfer_id
              FROM unnest(p_line_of, p_line_no, v_ids, p_assets, p_amounts) AS l (n, no, account_id, asset, amount)
             WHERE v_new[n] IS NOT NULL),
        moved AS (
            UPDATE account SET balance = balance + line.amount, version = version + 1
              FROM line WHERE account.id = line.account_id AND NOT account.async
            RETURNING account.id, account.balance, account.version)
        INSERT INTO entry (transfer_id, line, account_id, asset, amount, balance_after, account_version)
        SELECT line.transfer_id, no, account_id, asset, amount, moved.balance, moved.version
          FROM line LEFT JOIN moved ON moved.id = line.account_id ORDER BY line.transfer_id, no;

        WITH spend AS (
            SELECT v_new[n] AS transfer_id, p_sessions[n] AS session_id, owner_ref, -amount AS amount
              FROM unnest(p_line_of, p_kinds, p_owners, p_amounts) AS l (n, kind, owner_ref, amount)
             WHERE kind = 'viewer.available' AND amount < 0 AND v_new[n] IS NOT NULL),
        chosen AS MATERIALIZED (
            SELECT spend.transfer_id, spend.session_id, lot.lot_id, lot.amount
              FROM spend CROSS JOIN LATERAL choose_lots(spend.owner_ref, spend.amount) AS lot),
        lots AS (UPDATE coin_lot SET remaining = remaining - chosen.amount FROM chosen WHERE id = chosen.lot_id),
        noted AS (
            INSERT INTO lot_alloc (transfer_id, session_id, lot_id, amount, kind)
            SELECT chosen.transfer_id, session_id, lot_id, amount, 'SPEND' FROM chosen RETURNING amount)
        SELECT (SELECT coalesce(sum(amount), 0) FROM spend) - (SELECT coalesce(sum(amount), 0) FROM noted) INTO v_spent;
        IF v_spent <> 0 THEN
            RAISE EXCEPTION 'transfers spend % more coins than there are in lots', v_spent USING ERRCODE = 'LG006';
        END IF;
        FOR v_lot IN
            SELECT n, owner_ref, line.amount AS wanted,
                   array_agg(class) AS classes, array_agg(lot.amount) AS amounts, array_agg(ttl) AS ttl, array_agg(cost) AS costs,
                   min(cost_asset) AS cost_asset
              FROM unnest(p_line_of, p_kinds, p_owners, p_amounts) AS line (n, kind, owner_ref, amount)
              LEFT JOIN unnest(p_lot_of, p_lot_classes, p_lot_amounts, p_lot_ttl_days, p_lot_costs, p_lot_cost_assets)
                   AS lot (n, class, amount, ttl, cost, cost_asset) USING (n)
             WHERE line.kind = 'viewer.available' AND line.amount > 0 AND v_new[n] IS NOT NULL GROUP BY n, owner_ref, line.amount
        LOOP
            IF grant_lots(v_new[v_lot.n], v_lot.owner_ref, v_lot.classes, v_lot.amounts, v_lot.ttl, v_lot.costs,
                          v_lot.cost_asset) IS DISTINCT FROM v_lot.wanted THEN
                RAISE EXCEPTION 'transfer % grants other coins than its lots', v_new[v_lot.n] USING ERRCODE = 'LG006';
            END IF;
        END LOOP;

        INSERT INTO tip (id, viewer_id, performer_id, session_id, amount, earned_minor, message, anonymous, transfer_id)
        SELECT p_refs[n], line.owner_ref, t.performer_id, p_sessions[n], t.amount, t.earned, t.message, t.anonymous, v_new[n]
          FROM unnest(p_tip_of, p_tip_performers, p_tip_amounts, p_tip_earned, p_tip_messages, p_tip_anonymous)
               AS t (n, performer_id, amount, earned, message, anonymous)
          JOIN unnest(p_line_of, p_kinds, p_owners) AS line (n, kind, owner_ref) USING (n)
         WHERE line.kind = 'viewer.available' AND v_new[n] IS NOT NULL;
        INSERT INTO outbox (topic, subject_ref, transfer_id, node_id)
        SELECT DISTINCT 'wallet.changed', owner_ref, v_new[n], p_node
          FROM unnest(p_line_of, p_kinds, p_owners) AS line (n, kind, owner_ref)
         WHERE (kind LIKE 'viewer.%' OR kind LIKE 'creator.%') AND v_new[n] IS NOT NULL;

        -- Somebody used a key while we waited for accounts that have nothing to do with it.
        IF EXISTS (SELECT FROM unnest(v_go) AS n WHERE v_new[n] IS NULL) THEN
            SELECT array_agg(old.id ORDER BY p.n), array_agg(old.request_hash = p.hash ORDER BY p.n) INTO v_old, v_same
              FROM unnest(p_scopes, p_keys, p_hashes) WITH ORDINALITY AS p (scope, key, hash, n)
              LEFT JOIN transfer AS old ON old.idem_scope = p.scope AND old.idem_key = p.key;
        END IF;
    END IF;

    RETURN QUERY
    SELECT n, CASE WHEN v_new[n] IS NOT NULL THEN 'POSTED'
                   WHEN v_same[n] THEN 'REPLAYED'
                   WHEN v_old[n] IS NOT NULL THEN 'CONFLICT'
                   ELSE 'INSUFFICIENT' END,
           coalesce(v_new[n], v_old[n]), wallet.balance,
           CASE WHEN v_old[n] IS NULL AND v_new[n] IS NULL THEN v_short[n] END
      FROM generate_series(1, v_count) AS n
      LEFT JOIN (SELECT line.n, account.balance
                   FROM unnest(p_line_of, p_kinds, v_ids) AS line (n, kind, id) JOIN account ON account.id = line.id
                  WHERE line.kind = 'viewer.available') AS wallet USING (n);
END $$;

-- A posting looks up a few rows by their keys, whatever the tables hold. Their plans are kept, and a plan that was made while
-- the tables were empty, or before statistics were taken, reads account and transfer from end to end: right then, and dearer
-- with every transfer from then on. What these functions call, and the triggers of what they write, is planned under the same
-- settings; the balance of a transfer is checked at commit, by itself.
DO $$
DECLARE
    v_function regprocedure;
    v_setting  text;
BEGIN
    FOR v_function IN
        SELECT oid::regprocedure FROM pg_proc
         WHERE pronamespace = 'billing'::regnamespace
           AND proname IN ('post_transfer', 'post_transfers', 'record_heartbeats', 'check_transfer_balances')
    LOOP
        FOREACH v_setting IN ARRAY '{enable_seqscan, enable_hashjoin, enable_mergejoin}'::text[] LOOP
            EXECUTE format('ALTER FUNCTION %s SET %I = off', v_function, v_setting);
        END LOOP;
    END LOOP;
END $$;
