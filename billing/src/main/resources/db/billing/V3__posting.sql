-- The one way into the journal. One call posts one transfer: idempotency, fence, locks in order of id, floors, entries,
-- holds, lots, outbox. Refusals are values and leave nothing behind.

-- News that must reach somebody outside the transaction: written with it, delivered after it, removed when delivered.
CREATE TABLE outbox (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic       text        NOT NULL,
    subject_ref uuid        NOT NULL,
    transfer_id bigint,
    -- Who wrote it; that node tells its own people at once, so only others' news need delivering.
    node_id     uuid,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- A node is alive while its lease runs. A session belongs to a node under an epoch; whoever takes it over raises the
-- epoch, and with that the former owner can post nothing more for it.
CREATE TABLE billing_node (
    id               uuid        PRIMARY KEY,
    started_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    lease_expires_at timestamptz NOT NULL
);

CREATE TABLE session_fence (
    session_id  uuid   PRIMARY KEY,
    node_id     uuid   NOT NULL,
    lease_epoch bigint NOT NULL DEFAULT 1
) WITH (fillfactor = 70);

-- Ids of the accounts named by the arrays, in their order; those that do not exist are opened.
CREATE FUNCTION resolve_accounts(p_kinds text[], p_owners uuid[], p_qualifiers text[], p_assets text[]) RETURNS bigint[]
    LANGUAGE plpgsql SET search_path = billing, pg_temp AS $$
DECLARE
    v_ids     bigint[];
    v_missing boolean;
BEGIN
    FOR attempt IN 1..2 LOOP
        SELECT array_agg(account.id ORDER BY line.ord), bool_or(account.id IS NULL) INTO v_ids, v_missing
          FROM unnest(p_kinds, p_owners, p_qualifiers, p_assets) WITH ORDINALITY AS line (kind, owner_ref, qualifier, asset, ord)
          LEFT JOIN account USING (kind, owner_ref, qualifier, asset);
        EXIT WHEN NOT v_missing;
        INSERT INTO account (kind, owner_ref, qualifier, asset, floor_minor, async)
        SELECT kind, owner_ref, qualifier, asset, floor_minor, async
          FROM unnest(p_kinds, p_owners, p_qualifiers, p_assets) AS line (kind, owner_ref, qualifier, asset)
          JOIN account_kind USING (kind)
         ORDER BY kind, owner_ref, qualifier, asset
        ON CONFLICT DO NOTHING;
    END LOOP;
    RETURN v_ids;
END $$;

-- Keeps holds and lots in step with a viewer's two accounts: what left or came to each decides what is meant.
CREATE FUNCTION move_coins(p_transfer bigint, p_code text, p_session uuid, p_owner uuid, p_available bigint, p_held bigint,
                           p_lot_classes text[], p_lot_amounts bigint[], p_lot_ttl_days integer[], p_lot_costs bigint[],
                           p_lot_cost_asset text) RETURNS void
    LANGUAGE plpgsql SET search_path = billing, pg_temp AS $$
DECLARE
    v_moved  bigint;
    v_wanted bigint := greatest(abs(p_available), abs(p_held));
BEGIN
    IF p_held > 0 AND p_available = -p_held THEN
        INSERT INTO hold (session_id, owner_ref, amount) VALUES (p_session, p_owner, p_held)
        ON CONFLICT (session_id) DO UPDATE SET amount = hold.amount + excluded.amount;
        v_moved := pin_lots(p_transfer, p_session, p_owner, p_held);
    ELSIF p_held < 0 AND p_available = -p_held THEN
        UPDATE hold SET released = released + p_available WHERE session_id = p_session AND owner_ref = p_owner;
        v_moved := unpin_lots(p_transfer, p_session, p_available, false);
    ELSIF p_held < 0 AND p_available = 0 THEN
        UPDATE hold SET captured = captured - p_held WHERE session_id = p_session AND owner_ref = p_owner;
        v_moved := unpin_lots(p_transfer, p_session, -p_held, true);
    ELSIF p_held = 0 AND p_available < 0 THEN
        v_moved := spend_lots(p_transfer, p_session, p_owner, -p_available);
    ELSIF p_held = 0 AND p_available > 0 AND p_code = 'CALL_REFUND' THEN
        v_moved := restore_lots(p_transfer, p_session, p_available);
    ELSIF p_held = 0 AND p_available > 0 THEN
        v_moved := grant_lots(p_transfer, p_owner, p_lot_classes, p_lot_amounts, p_lot_ttl_days, p_lot_costs, p_lot_cost_asset);
    END IF;
    IF v_moved IS DISTINCT FROM v_wanted THEN
        RAISE EXCEPTION 'transfer % moves % of coins but lots for %', p_transfer, v_wanted, v_moved USING ERRCODE = 'LG006';
    END IF;
END $$;

-- Outcomes: POSTED, REPLAYED (the stored transfer), CONFLICT (same key, other content), INSUFFICIENT (short_kind says
-- where), FENCED (the session belongs to another node or epoch). viewer_available is that account's balance afterwards,
-- null if the transfer has nothing to do with a viewer.
CREATE FUNCTION post_transfer(
    p_scope text, p_key text, p_hash bytea, p_code text, p_ref uuid, p_session uuid, p_tick integer, p_reverses bigint,
    p_memo text, p_actor text, p_node uuid, p_epoch bigint,
    p_kinds text[], p_owners uuid[], p_qualifiers text[], p_assets text[], p_amounts bigint[],
    p_lot_classes text[], p_lot_amounts bigint[], p_lot_ttl_days integer[], p_lot_costs bigint[], p_lot_cost_asset text)
    RETURNS TABLE (outcome text, transfer_id bigint, viewer_available bigint, short_kind text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
DECLARE
    v_ids       bigint[];
    v_viewer    uuid;
    v_wallet    bigint;
    v_available bigint;
    v_held      bigint;
    v_transfer  bigint;
    v_hash      bytea;
    v_short     text;
BEGIN
    IF (SELECT count(DISTINCT owner_ref) > 1 FROM unnest(p_kinds, p_owners) AS line (kind, owner_ref) WHERE kind LIKE 'viewer.%')
       OR (SELECT count(*) <> count(DISTINCT (kind, owner_ref, qualifier, asset))
             FROM unnest(p_kinds, p_owners, p_qualifiers, p_assets) AS line (kind, owner_ref, qualifier, asset)) THEN
        RAISE EXCEPTION 'a transfer has one line per account and one viewer' USING ERRCODE = 'LG007';
    END IF;
    SELECT max(owner_ref::text)::uuid,
           coalesce(sum(amount) FILTER (WHERE kind = 'viewer.available'), 0),
           coalesce(sum(amount) FILTER (WHERE kind = 'viewer.held'), 0)
      INTO v_viewer, v_available, v_held
      FROM unnest(p_kinds, p_owners, p_amounts) AS line (kind, owner_ref, amount)
     WHERE kind IN ('viewer.available', 'viewer.held');

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

    v_ids := resolve_accounts(p_kinds, p_owners, p_qualifiers, p_assets);
    IF v_viewer IS NOT NULL THEN
        -- The wallet guards the viewer's lots, so it is locked even by a capture, which only moves held coins.
        v_wallet := (resolve_accounts(ARRAY['viewer.available'], ARRAY[v_viewer], ARRAY[''], ARRAY['COIN']))[1];
    END IF;
    PERFORM FROM account WHERE id = ANY (v_ids || v_wallet) AND NOT async ORDER BY id FOR NO KEY UPDATE;

    -- Looked up after the locks: a repeat that waited for the first one finds it here. Two requests with one key but
    -- no common account meet at the unique index below instead.
    SELECT transfer.id, transfer.request_hash INTO v_transfer, v_hash
      FROM transfer WHERE idem_scope = p_scope AND idem_key = p_key;
    IF v_transfer IS NULL THEN
        SELECT kind INTO v_short FROM unnest(v_ids, p_amounts) AS line (id, amount) JOIN account USING (id)
         WHERE line.amount < 0 AND balance + line.amount < floor_minor ORDER BY id LIMIT 1;
        IF v_short IS NOT NULL THEN
            outcome := 'INSUFFICIENT';
            short_kind := v_short;
            SELECT balance INTO viewer_available FROM account WHERE id = v_wallet;
            RETURN NEXT;
            RETURN;
        END IF;
        INSERT INTO transfer (ref, idem_scope, idem_key, request_hash, code, session_id, tick_no, reverses_transfer_id, memo,
                              actor, node_id)
        VALUES (p_ref, p_scope, p_key, p_hash, p_code, p_session, p_tick, p_reverses, p_memo, p_actor, p_node)
        ON CONFLICT (idem_scope, idem_key) DO NOTHING RETURNING id INTO v_transfer;
        IF v_transfer IS NULL THEN
            SELECT transfer.id, transfer.request_hash INTO v_transfer, v_hash
              FROM transfer WHERE idem_scope = p_scope AND idem_key = p_key;
        END IF;
    END IF;
    IF v_hash IS NOT NULL THEN
        outcome := CASE WHEN v_hash = p_hash THEN 'REPLAYED' ELSE 'CONFLICT' END;
        transfer_id := v_transfer;
        SELECT balance INTO viewer_available FROM account WHERE id = v_wallet;
        RETURN NEXT;
        RETURN;
    END IF;

    WITH line AS (
        SELECT * FROM unnest(v_ids, p_assets, p_amounts) WITH ORDINALITY AS line (account_id, asset, amount, ord)),
    moved AS (
        UPDATE account SET balance = balance + line.amount, version = version + 1
          FROM line WHERE account.id = line.account_id AND NOT account.async
        RETURNING account.id, account.balance, account.version)
    INSERT INTO entry (transfer_id, line, account_id, asset, amount, balance_after, account_version)
    SELECT v_transfer, ord, account_id, asset, amount, moved.balance, moved.version
      FROM line LEFT JOIN moved ON moved.id = line.account_id ORDER BY ord;

    IF v_viewer IS NOT NULL THEN
        PERFORM move_coins(v_transfer, p_code, p_session, v_viewer, v_available, v_held, p_lot_classes, p_lot_amounts,
                           p_lot_ttl_days, p_lot_costs, p_lot_cost_asset);
    END IF;
    INSERT INTO outbox (topic, subject_ref, transfer_id, node_id)
    SELECT DISTINCT 'wallet.changed', owner_ref, v_transfer, p_node FROM unnest(p_kinds, p_owners) AS line (kind, owner_ref)
     WHERE kind LIKE 'viewer.%' OR kind LIKE 'creator.%';

    outcome := 'POSTED';
    transfer_id := v_transfer;
    SELECT balance INTO viewer_available FROM account WHERE id = v_wallet;
    RETURN NEXT;
END $$;
