-- Steps of many metered sessions in one call, each with an outcome of its own (docs/decisions/0049): begin, commit, and much of
-- each statement cost the same however many sessions they are for.

-- Sessions are locked in order of id here too, so that heartbeats and steps of the same sessions never wait for each other in
-- a circle.
CREATE OR REPLACE FUNCTION record_heartbeats(p_node uuid, p_sessions uuid[], p_billable bigint[], p_epochs bigint[])
    RETURNS SETOF uuid
    LANGUAGE sql SECURITY DEFINER SET search_path = billing, pg_temp SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
    WITH beat AS MATERIALIZED (
        SELECT beat.session_id, beat.billable_ms, beat.lease_epoch
          FROM unnest(p_sessions, p_billable, p_epochs) AS beat (session_id, billable_ms, lease_epoch)
          JOIN session_fence AS fence USING (session_id, lease_epoch)
          JOIN metered_session AS session ON session.id = beat.session_id
         WHERE fence.node_id = p_node AND session.state = 'ACTIVE'
         ORDER BY session.id FOR NO KEY UPDATE OF session),
    advanced AS (
        UPDATE metered_session AS session
           SET billable_ms = greatest(session.billable_ms, beat.billable_ms), beat_no = session.beat_no + 1
          FROM beat WHERE session.id = beat.session_id AND session.state = 'ACTIVE'
        RETURNING session.id, session.beat_no, session.billable_ms, beat.lease_epoch)
    INSERT INTO heartbeat (session_id, tick_no, billable_ms, lease_epoch)
    SELECT id, beat_no, billable_ms, lease_epoch FROM advanced
    RETURNING session_id
$$;

-- The first arrays have an item for each step, the next for each posting (p_step_of says of which step, counted from 1), the
-- last for each line (p_posting_of says of which posting). A step extends a hold, captures, or does both in that order. No two
-- steps may concern one session or one viewer: the caller puts them into different calls. A row for each step, in any order:
-- ADVANCED; FENCED, when the row has moved on or the session is somebody else's; INSUFFICIENT, when the free coins do not
-- make up the extension. viewer_available is the wallet's balance afterwards. What is refused leaves nothing behind. Anything
-- else that is wrong with one of them is an error of the whole call, which then has done nothing.
CREATE FUNCTION advance_sessions(
    p_scope text, p_actor text,
    p_sessions uuid[], p_viewers uuid[], p_nodes uuid[], p_epochs bigint[], p_from_ticks integer[], p_from_extensions integer[],
    p_from_parts integer[], p_billable_ms bigint[], p_captured bigint[], p_ticks integer[], p_extensions integer[],
    p_step_of integer[], p_keys text[], p_hashes bytea[], p_codes text[], p_refs uuid[], p_tick_nos integer[],
    p_posting_of integer[], p_line_no integer[], p_kinds text[], p_owners uuid[], p_qualifiers text[], p_assets text[],
    p_amounts bigint[])
    RETURNS TABLE (place integer, outcome text, viewer_available bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    v_mine     boolean[];
    v_wallets  bigint[];
    v_free     bigint[];
    v_ids      bigint[];
    v_balances bigint[];
    v_versions bigint[];
    v_short    integer[];
    v_new      bigint[];
    v_misfit   text;
    v_missing  numeric;
BEGIN
    SELECT string_agg(format('%s of %s free, %s held', p_codes[posting.n], posting.free, posting.held), ', ')
      INTO v_misfit
      FROM (SELECT line.n, count(*) AS lines, bool_and(line.owner_ref = p_viewers[p_step_of[line.n]]) AS own,
                   sum(line.amount) FILTER (WHERE line.kind = 'viewer.available') AS free,
                   sum(line.amount) FILTER (WHERE line.kind = 'viewer.held') AS held
              FROM unnest(p_posting_of, p_kinds, p_owners, p_amounts) AS line (n, kind, owner_ref, amount)
             WHERE line.kind LIKE 'viewer.%' OR line.kind = 'escrow.event' GROUP BY line.n) AS posting
     WHERE NOT coalesce(posting.own AND CASE p_codes[posting.n]
                            WHEN 'EXTEND' THEN posting.lines = 2 AND posting.free < 0 AND posting.held = -posting.free
                            WHEN 'CAPTURE' THEN posting.lines = 1 AND posting.held < 0 END, false);
    IF v_misfit IS NOT NULL THEN
        RAISE EXCEPTION 'a step extends or captures, and not: %', v_misfit USING ERRCODE = 'LG007';
    END IF;
    IF (SELECT count(DISTINCT session) < count(*) OR count(DISTINCT viewer) < count(*)
          FROM unnest(p_sessions, p_viewers) AS step (session, viewer)) THEN
        RAISE EXCEPTION 'steps that are taken together keep their sessions and viewers apart' USING ERRCODE = 'LG007';
    END IF;

    PERFORM FROM metered_session WHERE id = ANY (p_sessions) ORDER BY id FOR NO KEY UPDATE;
    -- Shared, as in post_transfer: a take-over must wait.
    PERFORM FROM session_fence WHERE session_id = ANY (p_sessions) ORDER BY session_id FOR SHARE;
    SELECT array_agg(session.id IS NOT NULL AND fence.session_id IS NOT NULL ORDER BY step.n),
           array_agg(wallet.id ORDER BY step.n)
      INTO v_mine, v_wallets
      FROM unnest(p_sessions, p_viewers, p_nodes, p_epochs, p_from_ticks, p_from_extensions, p_from_parts) WITH ORDINALITY
           AS step (id, viewer, node, epoch, tick, extension, part, n)
      LEFT JOIN metered_session AS session
        ON session.id = step.id AND session.state = 'ACTIVE' AND session.viewer_id = step.viewer
       AND session.tick_no = step.tick AND session.extension_no = step.extension AND session.part_no = step.part
      LEFT JOIN session_fence AS fence
        ON fence.session_id = step.id AND fence.node_id = step.node AND fence.lease_epoch = step.epoch
      LEFT JOIN account AS wallet
        ON wallet.kind = 'viewer.available' AND wallet.owner_ref = step.viewer AND wallet.qualifier = ''
       AND wallet.asset = 'COIN';
    v_ids := find_accounts(p_kinds, p_owners, p_qualifiers, p_assets);
    -- A wallet guards its viewer's lots, so it is locked even by a capture, which only moves held coins.
    PERFORM FROM account WHERE id = ANY (v_ids || v_wallets) AND NOT async ORDER BY id FOR NO KEY UPDATE;

    -- After the locks. Both postings of a step may touch one account: each line begins where the one before it ended.
    SELECT array_agg(account.balance ORDER BY wallet.n) INTO v_free
      FROM unnest(v_wallets) WITH ORDINALITY AS wallet (id, n) LEFT JOIN account ON account.id = wallet.id;
    SELECT array_agg(line.before ORDER BY line.ord), array_agg(line.version ORDER BY line.ord),
           coalesce(array_agg(line.step) FILTER (WHERE line.short AND line.kind = 'viewer.available'), '{}'),
           string_agg(line.kind, ', ') FILTER (WHERE v_mine[line.step] AND (line.short AND line.kind <> 'viewer.available'
                          OR (line.version IS NOT NULL) <> (line.kind IN ('viewer.available', 'viewer.held'))))
      INTO v_balances, v_versions, v_short, v_misfit
      FROM (SELECT l.ord, p_step_of[l.n] AS step, l.kind, was.before, was.version,
                   l.amount < 0 AND was.before + l.amount < account.floor_minor AS short
              FROM (SELECT *, coalesce(sum(amount) OVER earlier, 0)::bigint AS moved, count(*) OVER earlier AS moves
                      FROM unnest(p_posting_of, p_kinds, p_amounts, v_ids) WITH ORDINALITY AS each (n, kind, amount, id, ord)
                    WINDOW earlier AS (PARTITION BY id ORDER BY ord ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS l
              LEFT JOIN account ON account.id = l.id AND NOT account.async
              CROSS JOIN LATERAL (SELECT account.balance + l.moved AS before, account.version + l.moves AS version) AS was) AS line;
    IF v_misfit IS NOT NULL OR EXISTS (SELECT FROM unnest(v_mine, v_wallets) AS step (mine, wallet) WHERE mine AND wallet IS NULL) THEN
        RAISE EXCEPTION 'a running session''s viewer has a wallet, and held coins for what is captured: %', v_misfit
            USING ERRCODE = 'LG013';
    END IF;
    SELECT array_agg(CASE WHEN v_mine[step] AND step <> ALL (v_short) THEN nextval('transfer_id_seq') END ORDER BY n)
      INTO v_new FROM unnest(p_step_of) WITH ORDINALITY AS posting (step, n);

    -- A refused step opens no account. Those that are missing have no kept balance, or they would have been missed above.
    IF array_position(v_ids, NULL) IS NOT NULL THEN
        INSERT INTO account (kind, owner_ref, qualifier, asset, floor_minor, async)
        SELECT DISTINCT kind, owner_ref, qualifier, asset, floor_minor, async
          FROM unnest(p_posting_of, p_kinds, p_owners, p_qualifiers, p_assets) AS line (n, kind, owner_ref, qualifier, asset)
          JOIN account_kind USING (kind)
         WHERE v_new[n] IS NOT NULL
         ORDER BY kind, owner_ref, qualifier, asset
        ON CONFLICT DO NOTHING;
        v_ids := find_accounts(p_kinds, p_owners, p_qualifiers, p_assets);
    END IF;

    -- A key that was used before is a violation here: the row says that it was not.
    WITH line AS MATERIALIZED (
        SELECT l.n, v_new[l.n] AS transfer_id, l.no, l.kind, l.owner_ref, l.account_id, l.asset, l.amount,
               l.balance + l.amount AS balance_after, l.version + 1 AS version_after
          FROM unnest(p_posting_of, p_line_no, p_kinds, p_owners, v_ids, p_assets, p_amounts, v_balances, v_versions)
               AS l (n, no, kind, owner_ref, account_id, asset, amount, balance, version)
         WHERE v_new[l.n] IS NOT NULL),
    made AS (
        INSERT INTO transfer (id, ref, idem_scope, idem_key, request_hash, code, session_id, tick_no, actor, node_id)
            OVERRIDING SYSTEM VALUE
        SELECT v_new[p.n], p.ref, p_scope, p.key, p.hash, p.code, p_sessions[p.step], p.tick_no, p_actor, p_nodes[p.step]
          FROM unnest(p_step_of, p_keys, p_hashes, p_codes, p_refs, p_tick_nos) WITH ORDINALITY
               AS p (step, key, hash, code, ref, tick_no, n)
         WHERE v_new[p.n] IS NOT NULL),
    -- The rows are locked since before they were read.
    moved AS (
        UPDATE account SET balance = last.balance_after, version = last.version_after
          FROM (SELECT DISTINCT ON (account_id) account_id, balance_after, version_after
                  FROM line WHERE version_after IS NOT NULL ORDER BY account_id, version_after DESC) AS last
         WHERE account.id = last.account_id),
    written AS (
        INSERT INTO entry (transfer_id, line, account_id, asset, amount, balance_after, account_version)
        SELECT line.transfer_id, line.no, line.account_id, line.asset, line.amount, line.balance_after, line.version_after
          FROM line),
    holds AS (
        UPDATE hold SET amount = hold.amount + change.held, captured = hold.captured + change.captured
          FROM (SELECT p_step_of[line.n] AS step,
                       coalesce(sum(line.amount) FILTER (WHERE line.amount > 0), 0) AS held,
                       coalesce(sum(-line.amount) FILTER (WHERE line.amount < 0), 0) AS captured
                  FROM line WHERE line.kind = 'viewer.held' GROUP BY step) AS change
         WHERE hold.session_id = p_sessions[change.step] AND hold.owner_ref = p_viewers[change.step]
        RETURNING hold.session_id),
    advanced AS (
        UPDATE metered_session AS session
           SET billable_ms = greatest(session.billable_ms, step.billable_ms), captured_minor = step.captured,
               tick_no = step.tick, extension_no = step.extension
          FROM unnest(p_sessions, p_billable_ms, p_captured, p_ticks, p_extensions) WITH ORDINALITY
               AS step (id, billable_ms, captured, tick, extension, n)
         WHERE session.id = step.id AND v_mine[step.n] AND step.n <> ALL (v_short)),
    news AS (
        INSERT INTO outbox (topic, subject_ref, transfer_id, node_id)
        SELECT 'wallet.changed', line.owner_ref, max(line.transfer_id), p_nodes[p_step_of[line.n]]
          FROM line WHERE line.kind LIKE 'viewer.%' OR line.kind LIKE 'creator.%'
         GROUP BY line.owner_ref, p_nodes[p_step_of[line.n]])
    SELECT (SELECT count(DISTINCT p_step_of[line.n]) FROM line WHERE line.kind = 'viewer.held') - (SELECT count(*) FROM holds)
      INTO v_missing;
    IF v_missing <> 0 THEN
        RAISE EXCEPTION '% sessions have no hold', v_missing USING ERRCODE = 'LG006';
    END IF;

    -- Pinned first: what is captured in the same step may be among it.
    IF 'EXTEND' = ANY (p_codes) THEN
        WITH wanted AS MATERIALIZED (
            SELECT v_new[line.n] AS transfer_id, p_sessions[p_step_of[line.n]] AS session_id, line.owner_ref, -line.amount AS amount
              FROM unnest(p_posting_of, p_kinds, p_owners, p_amounts) AS line (n, kind, owner_ref, amount)
             WHERE line.kind = 'viewer.available' AND v_new[line.n] IS NOT NULL),
        chosen AS MATERIALIZED (
            SELECT wanted.transfer_id, wanted.session_id, lot.lot_id, lot.amount
              FROM wanted CROSS JOIN LATERAL choose_lots(wanted.owner_ref, wanted.amount) AS lot),
        lots AS (UPDATE coin_lot SET pinned = coin_lot.pinned + chosen.amount FROM chosen WHERE coin_lot.id = chosen.lot_id),
        pins AS (
            INSERT INTO hold_lot SELECT chosen.session_id, chosen.lot_id, chosen.amount FROM chosen
            ON CONFLICT (session_id, lot_id) DO UPDATE SET pinned = hold_lot.pinned + excluded.pinned),
        noted AS (
            INSERT INTO lot_alloc (transfer_id, session_id, lot_id, amount, kind)
            SELECT chosen.transfer_id, chosen.session_id, chosen.lot_id, chosen.amount, 'HOLD' FROM chosen)
        SELECT (SELECT coalesce(sum(wanted.amount), 0) FROM wanted) - (SELECT coalesce(sum(chosen.amount), 0) FROM chosen)
          INTO v_missing;
        IF v_missing <> 0 THEN
            RAISE EXCEPTION 'steps hold % more coins than there are in lots', v_missing USING ERRCODE = 'LG006';
        END IF;
    END IF;
    IF 'CAPTURE' = ANY (p_codes) THEN
        WITH wanted AS MATERIALIZED (
            SELECT v_new[line.n] AS transfer_id, p_sessions[p_step_of[line.n]] AS session_id, -line.amount AS amount
              FROM unnest(p_posting_of, p_kinds, p_amounts) AS line (n, kind, amount)
             WHERE line.kind = 'viewer.held' AND line.amount < 0 AND v_new[line.n] IS NOT NULL),
        chosen AS MATERIALIZED (
            SELECT wanted.transfer_id, wanted.session_id, lot.lot_id, least(lot.pinned, wanted.amount - lot.before)::bigint AS amount
              FROM wanted CROSS JOIN LATERAL (
                SELECT hold_lot.lot_id, hold_lot.pinned,
                       sum(hold_lot.pinned) OVER (ORDER BY class_rank, expires_at NULLS LAST, id) - hold_lot.pinned AS before
                  FROM hold_lot JOIN coin_lot ON coin_lot.id = hold_lot.lot_id
                 WHERE hold_lot.session_id = wanted.session_id AND hold_lot.pinned > 0) AS lot
             WHERE lot.before < wanted.amount),
        lots AS (
            UPDATE coin_lot SET pinned = coin_lot.pinned - chosen.amount, remaining = coin_lot.remaining - chosen.amount
              FROM chosen WHERE coin_lot.id = chosen.lot_id),
        pins AS (
            UPDATE hold_lot SET pinned = hold_lot.pinned - chosen.amount FROM chosen
             WHERE hold_lot.session_id = chosen.session_id AND hold_lot.lot_id = chosen.lot_id),
        noted AS (
            INSERT INTO lot_alloc (transfer_id, session_id, lot_id, amount, kind)
            SELECT chosen.transfer_id, chosen.session_id, chosen.lot_id, chosen.amount, 'CAPTURE' FROM chosen)
        SELECT (SELECT coalesce(sum(wanted.amount), 0) FROM wanted) - (SELECT coalesce(sum(chosen.amount), 0) FROM chosen)
          INTO v_missing;
        IF v_missing <> 0 THEN
            RAISE EXCEPTION 'steps capture % more coins than their holds have in lots', v_missing USING ERRCODE = 'LG006';
        END IF;
    END IF;

    RETURN QUERY
    SELECT step.n::integer,
           CASE WHEN NOT step.mine THEN 'FENCED' WHEN step.n = ANY (v_short) THEN 'INSUFFICIENT' ELSE 'ADVANCED' END,
           CASE WHEN step.mine THEN step.free + CASE WHEN step.n = ANY (v_short) THEN 0 ELSE coalesce(spent.amount, 0) END END
      FROM unnest(v_mine, v_free) WITH ORDINALITY AS step (mine, free, n)
      LEFT JOIN (SELECT p_step_of[line.n] AS place, sum(line.amount)::bigint AS amount
                   FROM unnest(p_posting_of, p_kinds, p_amounts) AS line (n, kind, amount)
                  WHERE line.kind = 'viewer.available' GROUP BY p_step_of[line.n]) AS spent ON spent.place = step.n;
END $$;

REVOKE EXECUTE ON FUNCTION advance_sessions FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT EXECUTE ON FUNCTION advance_sessions TO stagedoor_billing;
    END IF;
END $$;
