-- post_transfers with fewer looks at the same rows (docs/decisions/0057); that one stays for servers of the version before.

-- Posts plain transfers: spending free coins, or granting new ones, without a session's fence. The first arrays have an item for
-- each transfer, the next for each account that they touch, each once, the first p_kept of them those whose balance is kept.
-- p_line_of says to which transfer a line belongs and p_line_account on which account it is, both counted from 1; p_lot_of and
-- p_tip_of say to which transfer a lot or a tip's words belong. No two transfers may touch one account whose balance is kept, or
-- bear one key: the caller puts them into different calls. Outcomes as in post_transfer, a row for each, in any order; and
-- WATCHED for a tip, left undone, whose viewer has set a limit that spending must be measured by.
CREATE FUNCTION post_group(
    p_node uuid, p_scopes text[], p_keys text[], p_hashes bytea[], p_codes text[], p_refs uuid[], p_sessions uuid[],
    p_memos text[], p_actors text[],
    p_kept integer, p_kinds text[], p_owners uuid[], p_qualifiers text[], p_assets text[],
    p_line_of integer[], p_line_no integer[], p_line_account integer[], p_amounts bigint[],
    p_lot_of integer[], p_lot_classes text[], p_lot_amounts bigint[], p_lot_ttl_days integer[], p_lot_costs bigint[],
    p_lot_cost_assets text[],
    p_tip_of integer[], p_tip_performers uuid[], p_tip_amounts bigint[], p_tip_earned bigint[],
    p_tip_messages text[], p_tip_anonymous boolean[])
    RETURNS TABLE (place integer, outcome text, transfer_id bigint, viewer_available bigint, short_kind text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    v_locked   bigint;
    v_found    bigint;
    v_ids      bigint[];
    v_balances bigint[];
    v_versions bigint[];
    v_floors   bigint[];
    v_watched  integer[];
    v_old      bigint[];
    v_same     boolean[];
    v_new      bigint[];
    v_short    integer[];
    v_wallets  integer[];
    v_changes  bigint[];
    v_missed   integer[];
    v_lines    bigint;
    v_misfit   boolean;
    v_missing  numeric;
    v_lot      record;
BEGIN
    FOR attempt IN 1..3 LOOP
        SELECT count(DISTINCT kept.id) INTO v_locked
          FROM (SELECT account.id
                  FROM unnest(p_kinds[:p_kept], p_owners[:p_kept], p_qualifiers[:p_kept], p_assets[:p_kept])
                       AS named (kind, owner_ref, qualifier, asset)
                  JOIN account USING (kind, owner_ref, qualifier, asset)
                 WHERE NOT account.async ORDER BY account.id FOR NO KEY UPDATE OF account) AS kept;

        -- After the locks: a repeat that waited for the first one finds it here. An account that was never opened has nothing.
        SELECT named.ids, named.balances, named.versions, named.floors, named.watched, named.found, known.ids, known.same
          INTO v_ids, v_balances, v_versions, v_floors, v_watched, v_found, v_old, v_same
          FROM (SELECT array_agg(account.id ORDER BY n.ord) AS ids,
                       array_agg(coalesce(account.balance, 0) ORDER BY n.ord) AS balances,
                       array_agg(CASE WHEN NOT account.async THEN account.version END ORDER BY n.ord) AS versions,
                       array_agg(CASE WHEN account.id IS NULL
                                      THEN (SELECT account_kind.floor_minor FROM account_kind WHERE account_kind.kind = n.kind)
                                      ELSE account.floor_minor END ORDER BY n.ord) AS floors,
                       array_agg(n.ord::integer) FILTER (WHERE n.kind = 'viewer.available'
                           AND coalesce((SELECT true FROM spend_limit WHERE spend_limit.user_id = n.owner_ref LIMIT 1),
                                        (SELECT true FROM self_exclusion WHERE self_exclusion.user_id = n.owner_ref), false))
                           AS watched,
                       count(*) FILTER (WHERE NOT account.async) AS found
                  FROM unnest(p_kinds, p_owners, p_qualifiers, p_assets) WITH ORDINALITY
                       AS n (kind, owner_ref, qualifier, asset, ord)
                  LEFT JOIN account USING (kind, owner_ref, qualifier, asset)) AS named,
               (SELECT array_agg(old.id ORDER BY p.n) AS ids, array_agg(old.request_hash = p.hash ORDER BY p.n) AS same
                  FROM unnest(p_scopes, p_keys, p_hashes) WITH ORDINALITY AS p (scope, key, hash, n)
                  LEFT JOIN transfer AS old ON old.idem_scope = p.scope AND old.idem_key = p.key) AS known;
        -- Somebody has opened one of them between the two looks.
        CONTINUE WHEN v_found > v_locked AND attempt < 3;

        SELECT array_agg(CASE WHEN v_old[line.n] IS NULL AND line.short IS NULL
                                   AND (v_watched IS NULL OR line.n <> ALL (p_tip_of) OR line.wallet <> ALL (v_watched))
                              THEN nextval('transfer_id_seq') END ORDER BY line.n),
               array_agg(line.short ORDER BY line.n), array_agg(line.wallet ORDER BY line.n),
               array_agg(line.change ORDER BY line.n), sum(line.kept), bool_or(line.misfit)
          INTO v_new, v_short, v_wallets, v_changes, v_lines, v_misfit
          FROM (SELECT l.n, count(v_versions[l.account]) AS kept,
                       min(l.account) FILTER (WHERE l.amount < 0 AND v_balances[l.account] + l.amount < v_floors[l.account]) AS short,
                       max(l.account) FILTER (WHERE l.kind = 'viewer.available') AS wallet,
                       max(l.amount) FILTER (WHERE l.kind = 'viewer.available') AS change,
                       count(*) FILTER (WHERE l.kind LIKE 'viewer.%') > 1
                           OR bool_or(l.kind LIKE 'viewer.%' AND l.kind <> 'viewer.available') AS misfit
                  FROM (SELECT named.n, named.account, named.amount, p_kinds[named.account] AS kind
                          FROM unnest(p_line_of, p_line_account, p_amounts) AS named (n, account, amount)) AS l
                 GROUP BY l.n) AS line;
        IF v_misfit THEN
            RAISE EXCEPTION 'a plain transfer concerns one viewer''s free coins' USING ERRCODE = 'LG007';
        END IF;
        IF v_lines <> v_locked THEN
            RAISE EXCEPTION 'transfers posted together keep their accounts apart' USING ERRCODE = 'LG007';
        END IF;

        EXIT WHEN array_position(v_ids, NULL) IS NULL;
        -- A refused request opens no account.
        SELECT array_agg(DISTINCT line.account) INTO v_missed
          FROM unnest(p_line_of, p_line_account) AS line (n, account)
         WHERE v_ids[line.account] IS NULL AND v_new[line.n] IS NOT NULL;
        EXIT WHEN v_missed IS NULL;
        INSERT INTO account (kind, owner_ref, qualifier, asset, floor_minor, async)
        SELECT account_kind.kind, p_owners[missed.account], p_qualifiers[missed.account], p_assets[missed.account],
               account_kind.floor_minor, account_kind.async
          FROM unnest(v_missed) AS missed (account) JOIN account_kind ON account_kind.kind = p_kinds[missed.account]
         ORDER BY 1, 2, 3, 4
        ON CONFLICT DO NOTHING;
    END LOOP;

    -- A key that somebody uses at this moment for accounts that have nothing to do with ours is a violation here. The group
    -- comes to nothing then, and each of it is asked for by itself.
    WITH line AS MATERIALIZED (
        SELECT v_new[l.n] AS transfer_id, l.n, l.no, l.account, v_ids[l.account] AS account_id, l.amount,
               CASE WHEN v_versions[l.account] IS NOT NULL THEN v_balances[l.account] + l.amount END AS balance_after,
               v_versions[l.account] + 1 AS version_after
          FROM unnest(p_line_of, p_line_no, p_line_account, p_amounts) AS l (n, no, account, amount)
         WHERE v_new[l.n] IS NOT NULL),
    made AS (
        INSERT INTO transfer (id, ref, idem_scope, idem_key, request_hash, code, session_id, memo, actor, node_id)
            OVERRIDING SYSTEM VALUE
        SELECT p.id, p.ref, p.scope, p.key, p.hash, p.code, p.session_id, p.memo, p.actor, p_node
          FROM unnest(v_new, p_scopes, p_keys, p_hashes, p_codes, p_refs, p_sessions, p_memos, p_actors)
               AS p (id, scope, key, hash, code, ref, session_id, memo, actor)
         WHERE p.id IS NOT NULL),
    -- The rows are locked since before they were read.
    moved AS (
        UPDATE account SET balance = line.balance_after, version = line.version_after
          FROM line WHERE account.id = line.account_id AND line.version_after IS NOT NULL),
    written AS (
        INSERT INTO entry (transfer_id, line, account_id, asset, amount, balance_after, account_version)
        SELECT line.transfer_id, line.no, line.account_id, p_assets[line.account], line.amount, line.balance_after,
               line.version_after
          FROM line),
    chosen AS MATERIALIZED (
        SELECT spent.id AS transfer_id, spent.session_id, lot.lot_id, lot.amount
          FROM unnest(v_new, v_wallets, v_changes, p_sessions) AS spent (id, wallet, change, session_id)
         CROSS JOIN LATERAL choose_lots(p_owners[spent.wallet], -spent.change) AS lot
         WHERE spent.id IS NOT NULL AND spent.change < 0),
    lots AS (UPDATE coin_lot SET remaining = remaining - chosen.amount FROM chosen WHERE coin_lot.id = chosen.lot_id),
    noted AS (
        INSERT INTO lot_alloc (transfer_id, session_id, lot_id, amount, kind)
        SELECT chosen.transfer_id, chosen.session_id, chosen.lot_id, chosen.amount, 'SPEND' FROM chosen),
    tips AS (
        INSERT INTO tip (id, viewer_id, performer_id, session_id, amount, earned_minor, message, anonymous, transfer_id)
        SELECT p_refs[t.n], p_owners[v_wallets[t.n]], t.performer_id, p_sessions[t.n], t.amount, t.earned, t.message,
               t.anonymous, v_new[t.n]
          FROM unnest(p_tip_of, p_tip_performers, p_tip_amounts, p_tip_earned, p_tip_messages, p_tip_anonymous)
               AS t (n, performer_id, amount, earned, message, anonymous)
         WHERE v_new[t.n] IS NOT NULL),
    -- Once for everybody whom the call concerns.
    news AS (
        INSERT INTO outbox (topic, subject_ref, transfer_id, node_id)
        SELECT 'wallet.changed', p_owners[line.account], max(line.transfer_id), p_node
          FROM line WHERE p_kinds[line.account] LIKE 'viewer.%' OR p_kinds[line.account] LIKE 'creator.%'
         GROUP BY p_owners[line.account])
    SELECT (SELECT coalesce(sum(-spent.change), 0) FROM unnest(v_new, v_changes) AS spent (id, change)
             WHERE spent.id IS NOT NULL AND spent.change < 0)
           - (SELECT coalesce(sum(chosen.amount), 0) FROM chosen)
      INTO v_missing;
    IF v_missing <> 0 THEN
        RAISE EXCEPTION 'transfers spend % more coins than there are in lots', v_missing USING ERRCODE = 'LG006';
    END IF;

    IF cardinality(p_lot_of) > 0 OR 0 < ANY (v_changes) THEN
        FOR v_lot IN
            SELECT granted.id, p_owners[granted.wallet] AS owner_ref, granted.change AS wanted,
                   array_agg(lot.class) AS classes, array_agg(lot.amount) AS amounts, array_agg(lot.ttl) AS ttl,
                   array_agg(lot.cost) AS costs, min(lot.cost_asset) AS cost_asset
              FROM unnest(v_new, v_wallets, v_changes) WITH ORDINALITY AS granted (id, wallet, change, n)
              LEFT JOIN unnest(p_lot_of, p_lot_classes, p_lot_amounts, p_lot_ttl_days, p_lot_costs, p_lot_cost_assets)
                   AS lot (n, class, amount, ttl, cost, cost_asset) USING (n)
             WHERE granted.id IS NOT NULL AND granted.change > 0 GROUP BY granted.id, granted.wallet, granted.change
        LOOP
            IF grant_lots(v_lot.id, v_lot.owner_ref, v_lot.classes, v_lot.amounts, v_lot.ttl, v_lot.costs, v_lot.cost_asset)
                    IS DISTINCT FROM v_lot.wanted THEN
                RAISE EXCEPTION 'transfer % grants other coins than its lots', v_lot.id USING ERRCODE = 'LG006';
            END IF;
        END LOOP;
    END IF;

    RETURN QUERY
    SELECT p.n::integer,
           CASE WHEN p.id IS NOT NULL THEN 'POSTED'
                WHEN p.same THEN 'REPLAYED'
                WHEN p.old IS NOT NULL THEN 'CONFLICT'
                WHEN p.short IS NULL THEN 'WATCHED'
                ELSE 'INSUFFICIENT' END,
           coalesce(p.id, p.old),
           v_balances[p.wallet] + CASE WHEN p.id IS NULL THEN 0 ELSE p.change END,
           CASE WHEN p.id IS NULL AND p.old IS NULL THEN p_kinds[p.short] END
      FROM unnest(v_new, v_old, v_same, v_wallets, v_changes, v_short) WITH ORDINALITY
           AS p (id, old, same, wallet, change, short, n);
END $$;

REVOKE EXECUTE ON FUNCTION post_group FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT EXECUTE ON FUNCTION post_group TO stagedoor_billing;
    END IF;
END $$;
