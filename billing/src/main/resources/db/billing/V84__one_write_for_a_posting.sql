-- Finding, locking, looking and writing, each in one statement (docs/decisions/0048): what a statement costs is there however
-- few rows it has.

-- Posts plain transfers: spending free coins, or granting new ones, without a session's fence. The arrays of the first row
-- have an item for each transfer; p_line_of, p_lot_of and p_tip_of say to which of them, counted from 1, a line, a lot or a
-- tip's words belong. No two transfers may touch one account whose balance is kept, or bear one key: the caller puts them
-- into different calls. Outcomes as in post_transfer, a row for each, in any order; and WATCHED for a tip, left undone, whose
-- viewer has set a limit that spending must be measured by.
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
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    v_ids         bigint[];
    v_balances    bigint[];
    v_versions    bigint[];
    v_old         bigint[];
    v_same        boolean[];
    v_short_of    integer[];
    v_short_kinds text[];
    v_watched     integer[];
    v_new         bigint[];
    v_misfit      boolean;
    v_grants      boolean;
    v_kept        bigint;
    v_lines       bigint;
    v_missing     numeric;
    v_lot         record;
BEGIN
    SELECT array_agg(account.id ORDER BY line.ord),
           count(*) FILTER (WHERE line.kind LIKE 'viewer.%') > count(DISTINCT line.n) FILTER (WHERE line.kind LIKE 'viewer.%')
           OR count(*) FILTER (WHERE line.kind LIKE 'viewer.%' AND line.kind <> 'viewer.available') > 0
      INTO v_ids, v_misfit
      FROM unnest(p_line_of, p_kinds, p_owners, p_qualifiers, p_assets) WITH ORDINALITY
           AS line (n, kind, owner_ref, qualifier, asset, ord)
      LEFT JOIN account USING (kind, owner_ref, qualifier, asset);
    IF v_misfit THEN
        RAISE EXCEPTION 'a plain transfer concerns one viewer''s free coins' USING ERRCODE = 'LG007';
    END IF;
    SELECT count(*) INTO v_kept
      FROM (SELECT FROM account WHERE id = ANY (v_ids) AND NOT async ORDER BY id FOR NO KEY UPDATE) AS kept;

    -- After the locks: a repeat that waited for the first one finds it here. An account that was never opened has nothing.
    SELECT line.balances, line.versions, line.kept, line.short_of, line.short_kinds, line.watched, line.grants,
           known.ids, known.same
      INTO v_balances, v_versions, v_lines, v_short_of, v_short_kinds, v_watched, v_grants, v_old, v_same
      FROM (SELECT array_agg(balance ORDER BY ord) AS balances, array_agg(version ORDER BY ord) AS versions,
                   count(version) AS kept,
                   coalesce(array_agg(n ORDER BY ord) FILTER (WHERE short), '{}') AS short_of,
                   coalesce(array_agg(kind ORDER BY ord) FILTER (WHERE short), '{}') AS short_kinds,
                   coalesce(array_agg(n) FILTER (WHERE watched), '{}') AS watched,
                   bool_or(kind = 'viewer.available' AND amount > 0) AS grants
              FROM (SELECT l.n, l.ord, l.kind, l.amount, account.balance, account.version,
                           l.amount < 0 AND coalesce(account.balance, 0) + l.amount
                               < CASE WHEN l.id IS NULL THEN account_kind.floor_minor ELSE account.floor_minor END AS short,
                           l.kind = 'viewer.available' AND l.n = ANY (p_tip_of)
                               AND coalesce((SELECT true FROM spend_limit WHERE user_id = l.owner_ref LIMIT 1),
                                            (SELECT true FROM self_exclusion WHERE user_id = l.owner_ref), false) AS watched
                      FROM unnest(p_line_of, p_kinds, p_owners, p_amounts, v_ids) WITH ORDINALITY
                           AS l (n, kind, owner_ref, amount, id, ord)
                      LEFT JOIN account ON account.id = l.id AND NOT account.async
                      LEFT JOIN account_kind ON l.id IS NULL AND account_kind.kind = l.kind) AS seen) AS line,
           (SELECT array_agg(old.id ORDER BY p.n) AS ids, array_agg(old.request_hash = p.hash ORDER BY p.n) AS same
              FROM unnest(p_scopes, p_keys, p_hashes) WITH ORDINALITY AS p (scope, key, hash, n)
              LEFT JOIN transfer AS old ON old.idem_scope = p.scope AND old.idem_key = p.key) AS known;
    IF v_lines > v_kept THEN
        RAISE EXCEPTION 'transfers posted together keep their accounts apart' USING ERRCODE = 'LG007';
    END IF;
    SELECT array_agg(CASE WHEN v_old[n] IS NULL AND n <> ALL (v_short_of) AND n <> ALL (v_watched)
                          THEN nextval('transfer_id_seq') END ORDER BY n)
      INTO v_new FROM generate_series(1, cardinality(p_keys)) AS n;

    -- A refused request opens no account.
    IF array_position(v_ids, NULL) IS NOT NULL THEN
        INSERT INTO account (kind, owner_ref, qualifier, asset, floor_minor, async)
        SELECT DISTINCT kind, owner_ref, qualifier, asset, floor_minor, async
          FROM unnest(p_line_of, p_kinds, p_owners, p_qualifiers, p_assets) AS line (n, kind, owner_ref, qualifier, asset)
          JOIN account_kind USING (kind)
         WHERE v_new[n] IS NOT NULL
         ORDER BY kind, owner_ref, qualifier, asset
        ON CONFLICT DO NOTHING;
        v_ids := find_accounts(p_kinds, p_owners, p_qualifiers, p_assets);
        SELECT count(*) INTO v_kept
          FROM (SELECT FROM account WHERE id = ANY (v_ids) AND NOT async ORDER BY id FOR NO KEY UPDATE) AS kept;
        SELECT array_agg(balance ORDER BY ord), array_agg(version ORDER BY ord), count(version)
          INTO v_balances, v_versions, v_lines
          FROM unnest(v_ids) WITH ORDINALITY AS line (id, ord)
          LEFT JOIN account ON account.id = line.id AND NOT account.async;
        IF v_lines > v_kept THEN
            RAISE EXCEPTION 'transfers posted together keep their accounts apart' USING ERRCODE = 'LG007';
        END IF;
    END IF;

    -- A key that somebody uses at this moment for accounts that have nothing to do with ours is a violation here. The group
    -- comes to nothing then, and each of it is asked for by itself.
    WITH line AS MATERIALIZED (
        SELECT l.n, v_new[l.n] AS transfer_id, l.no, l.kind, l.owner_ref, l.account_id, l.asset, l.amount,
               l.balance + l.amount AS balance_after, l.version + 1 AS version_after
          FROM unnest(p_line_of, p_line_no, p_kinds, p_owners, v_ids, p_assets, p_amounts, v_balances, v_versions)
               AS l (n, no, kind, owner_ref, account_id, asset, amount, balance, version)
         WHERE v_new[l.n] IS NOT NULL),
    made AS (
        INSERT INTO transfer (id, ref, idem_scope, idem_key, request_hash, code, session_id, memo, actor, node_id)
            OVERRIDING SYSTEM VALUE
        SELECT v_new[p.n], p.ref, p.scope, p.key, p.hash, p.code, p.session_id, p.memo, p.actor, p_node
          FROM unnest(p_scopes, p_keys, p_hashes, p_codes, p_refs, p_sessions, p_memos, p_actors) WITH ORDINALITY
               AS p (scope, key, hash, code, ref, session_id, memo, actor, n)
         WHERE v_new[p.n] IS NOT NULL),
    -- The rows are locked since before they were read.
    moved AS (
        UPDATE account SET balance = line.balance_after, version = line.version_after
          FROM line WHERE account.id = line.account_id AND line.version_after IS NOT NULL),
    written AS (
        INSERT INTO entry (transfer_id, line, account_id, asset, amount, balance_after, account_version)
        SELECT line.transfer_id, line.no, line.account_id, line.asset, line.amount, line.balance_after, line.version_after
          FROM line),
    chosen AS MATERIALIZED (
        SELECT line.n, line.transfer_id, lot.lot_id, lot.amount
          FROM line CROSS JOIN LATERAL choose_lots(line.owner_ref, -line.amount) AS lot
         WHERE line.kind = 'viewer.available' AND line.amount < 0),
    lots AS (UPDATE coin_lot SET remaining = remaining - chosen.amount FROM chosen WHERE coin_lot.id = chosen.lot_id),
    noted AS (
        INSERT INTO lot_alloc (transfer_id, session_id, lot_id, amount, kind)
        SELECT chosen.transfer_id, p_sessions[chosen.n], chosen.lot_id, chosen.amount, 'SPEND' FROM chosen),
    tips AS (
        INSERT INTO tip (id, viewer_id, performer_id, session_id, amount, earned_minor, message, anonymous, transfer_id)
        SELECT p_refs[t.n], line.owner_ref, t.performer_id, p_sessions[t.n], t.amount, t.earned, t.message, t.anonymous,
               line.transfer_id
          FROM line JOIN unnest(p_tip_of, p_tip_performers, p_tip_amounts, p_tip_earned, p_tip_messages, p_tip_anonymous)
               AS t (n, performer_id, amount, earned, message, anonymous) ON t.n = line.n
         WHERE line.kind = 'viewer.available'),
    news AS (
        INSERT INTO outbox (topic, subject_ref, transfer_id, node_id)
        SELECT DISTINCT 'wallet.changed', line.owner_ref, line.transfer_id, p_node
          FROM line WHERE line.kind LIKE 'viewer.%' OR line.kind LIKE 'creator.%')
    SELECT (SELECT coalesce(sum(-line.amount), 0) FROM line WHERE line.kind = 'viewer.available' AND line.amount < 0)
           - (SELECT coalesce(sum(chosen.amount), 0) FROM chosen)
      INTO v_missing;
    IF v_missing <> 0 THEN
        RAISE EXCEPTION 'transfers spend % more coins than there are in lots', v_missing USING ERRCODE = 'LG006';
    END IF;

    IF v_grants THEN
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
    END IF;

    RETURN QUERY
    SELECT line.n,
           CASE WHEN v_new[line.n] IS NOT NULL THEN 'POSTED'
                WHEN v_same[line.n] THEN 'REPLAYED'
                WHEN v_old[line.n] IS NOT NULL THEN 'CONFLICT'
                WHEN line.n = ANY (v_watched) THEN 'WATCHED'
                ELSE 'INSUFFICIENT' END,
           coalesce(v_new[line.n], v_old[line.n]),
           max(line.balance + CASE WHEN v_new[line.n] IS NULL THEN 0 ELSE line.amount END)
               FILTER (WHERE line.kind = 'viewer.available'),
           CASE WHEN v_old[line.n] IS NULL AND v_new[line.n] IS NULL
                THEN v_short_kinds[array_position(v_short_of, line.n)] END
      FROM unnest(p_line_of, p_kinds, p_amounts, v_balances) AS line (n, kind, amount, balance)
     GROUP BY line.n;
END $$;

-- The same order of things for a transfer of its own. Outcomes: POSTED, REPLAYED (the stored transfer), CONFLICT (same key,
-- other content), INSUFFICIENT (short_kind says where), FENCED (the session belongs to another node or epoch). viewer_available
-- is that account's balance afterwards, null if the transfer has nothing to do with a viewer.
CREATE OR REPLACE FUNCTION post_transfer(
    p_scope text, p_key text, p_hash bytea, p_code text, p_ref uuid, p_session uuid, p_tick integer, p_reverses bigint,
    p_memo text, p_actor text, p_node uuid, p_epoch bigint,
    p_kinds text[], p_owners uuid[], p_qualifiers text[], p_assets text[], p_amounts bigint[],
    p_lot_classes text[], p_lot_amounts bigint[], p_lot_ttl_days integer[], p_lot_costs bigint[], p_lot_cost_asset text)
    RETURNS TABLE (outcome text, transfer_id bigint, viewer_available bigint, short_kind text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    v_ids      bigint[];
    v_balances bigint[];
    v_versions bigint[];
    v_misfit   boolean;
    v_viewer   uuid;
    v_wallet   bigint;
    v_free     bigint;
    v_transfer bigint;
    v_hash     bytea;
    v_short    text;
BEGIN
    SELECT array_agg(account.id ORDER BY line.ord),
           count(DISTINCT line.owner_ref) FILTER (WHERE line.kind LIKE 'viewer.%') > 1
           OR count(*) <> count(DISTINCT (line.kind, line.owner_ref, line.qualifier, line.asset)),
           max(line.owner_ref::text) FILTER (WHERE line.kind IN ('viewer.available', 'viewer.held'))::uuid
      INTO v_ids, v_misfit, v_viewer
      FROM unnest(p_kinds, p_owners, p_qualifiers, p_assets) WITH ORDINALITY AS line (kind, owner_ref, qualifier, asset, ord)
      LEFT JOIN account USING (kind, owner_ref, qualifier, asset);
    IF v_misfit THEN
        RAISE EXCEPTION 'a transfer has one line per account and one viewer' USING ERRCODE = 'LG007';
    END IF;

    IF p_epoch IS NOT NULL THEN
        -- Shared, so that two postings of the owner do not wait here; a take-over must wait for both.
        PERFORM FROM session_fence AS fence
          WHERE fence.session_id = p_session AND fence.node_id = p_node AND fence.lease_epoch = p_epoch FOR SHARE;
        IF NOT FOUND THEN
            outcome := 'FENCED';
            RETURN NEXT;
            RETURN;
        END IF;
    END IF;

    IF array_position(v_ids, NULL) IS NOT NULL THEN
        v_ids := resolve_accounts(p_kinds, p_owners, p_qualifiers, p_assets);
    END IF;
    IF v_viewer IS NOT NULL THEN
        -- The wallet guards the viewer's lots, so it is locked even by a capture, which only moves held coins.
        v_wallet := v_ids[array_position(p_kinds, 'viewer.available')];
        IF v_wallet IS NULL THEN
            v_wallet := (resolve_accounts(ARRAY['viewer.available'], ARRAY[v_viewer], ARRAY[''], ARRAY['COIN']))[1];
        END IF;
    END IF;
    PERFORM FROM account WHERE id = ANY (v_ids || v_wallet) AND NOT async ORDER BY id FOR NO KEY UPDATE;

    -- Looked up after the locks: a repeat that waited for the first one finds it here. Two requests with one key but
    -- no common account meet at the unique index below instead.
    SELECT line.balances, line.versions, line.short, wallet.balance, old.id, old.request_hash
      INTO v_balances, v_versions, v_short, v_free, v_transfer, v_hash
      FROM (SELECT array_agg(account.balance ORDER BY l.ord) AS balances, array_agg(account.version ORDER BY l.ord) AS versions,
                   (array_agg(account.kind ORDER BY account.id)
                       FILTER (WHERE l.amount < 0 AND account.balance + l.amount < account.floor_minor))[1] AS short
              FROM unnest(v_ids, p_amounts) WITH ORDINALITY AS l (id, amount, ord)
              LEFT JOIN account ON account.id = l.id AND NOT account.async) AS line
      LEFT JOIN account AS wallet ON wallet.id = v_wallet
      LEFT JOIN transfer AS old ON old.idem_scope = p_scope AND old.idem_key = p_key;
    IF v_transfer IS NULL AND v_short IS NOT NULL THEN
        outcome := 'INSUFFICIENT';
        short_kind := v_short;
        viewer_available := v_free;
        RETURN NEXT;
        RETURN;
    END IF;
    IF v_transfer IS NULL THEN
        WITH made AS (
            INSERT INTO transfer (ref, idem_scope, idem_key, request_hash, code, session_id, tick_no, reverses_transfer_id,
                                  memo, actor, node_id)
            VALUES (p_ref, p_scope, p_key, p_hash, p_code, p_session, p_tick, p_reverses, p_memo, p_actor, p_node)
            ON CONFLICT (idem_scope, idem_key) DO NOTHING RETURNING id),
        line AS MATERIALIZED (
            SELECT made.id AS transfer_id, l.*
              FROM made CROSS JOIN unnest(v_ids, p_kinds, p_owners, p_assets, p_amounts, v_balances, v_versions) WITH ORDINALITY
                   AS l (account_id, kind, owner_ref, asset, amount, balance, version, ord)),
        -- The rows are locked since before they were read.
        moved AS (
            UPDATE account SET balance = line.balance + line.amount, version = line.version + 1
              FROM line WHERE account.id = line.account_id AND line.version IS NOT NULL),
        written AS (
            INSERT INTO entry (transfer_id, line, account_id, asset, amount, balance_after, account_version)
            SELECT line.transfer_id, line.ord, line.account_id, line.asset, line.amount, line.balance + line.amount,
                   line.version + 1
              FROM line),
        news AS (
            INSERT INTO outbox (topic, subject_ref, transfer_id, node_id)
            SELECT DISTINCT 'wallet.changed', line.owner_ref, line.transfer_id, p_node
              FROM line WHERE line.kind LIKE 'viewer.%' OR line.kind LIKE 'creator.%')
        SELECT id INTO v_transfer FROM made;
        IF v_transfer IS NULL THEN
            SELECT transfer.id, transfer.request_hash INTO v_transfer, v_hash
              FROM transfer WHERE idem_scope = p_scope AND idem_key = p_key;
        END IF;
    END IF;
    transfer_id := v_transfer;
    IF v_hash IS NOT NULL THEN
        outcome := CASE WHEN v_hash = p_hash THEN 'REPLAYED' ELSE 'CONFLICT' END;
        viewer_available := v_free;
        RETURN NEXT;
        RETURN;
    END IF;

    PERFORM move_lots(v_transfer, p_code, p_session, p_reverses, p_kinds, p_owners, p_amounts, p_lot_classes, p_lot_amounts,
                      p_lot_ttl_days, p_lot_costs, p_lot_cost_asset);
    outcome := 'POSTED';
    viewer_available := v_free + coalesce(p_amounts[array_position(p_kinds, 'viewer.available')], 0);
    RETURN NEXT;
END $$;
