-- Coins in escrow, coins taken back, coins that come back: in each case the database knows which coins they are.

-- settled: coins whose price has left deferred revenue, because they were used, expired or were taken back. For promotional
-- coins, on which no price stands, those whose share has been looked at; subsidised_minor of it is a cost of promotion.
-- What is still deferred for a lot is cost_minor - floor(cost_minor * settled / granted), in whatever steps it came there.
-- expired_at: when the expiry was carried out. Coins that come back to the lot after that have a short time of mercy.
ALTER TABLE coin_lot
    ADD COLUMN settled          bigint NOT NULL DEFAULT 0 CHECK (settled BETWEEN 0 AND granted),
    ADD COLUMN subsidised_minor bigint NOT NULL DEFAULT 0,
    ADD COLUMN expired_at       timestamptz;
CREATE INDEX coin_lot_unsettled ON coin_lot (owner_ref, id)
    WHERE settled <> granted - remaining AND (cost_minor > 0 OR class = 'PROMO');
CREATE INDEX coin_lot_expiry ON coin_lot (expires_at) WHERE expires_at IS NOT NULL AND (expired_at IS NULL OR remaining > 0);

ALTER TABLE lot_alloc DROP CONSTRAINT lot_alloc_kind_check;
ALTER TABLE lot_alloc ADD CONSTRAINT lot_alloc_kind_check CHECK (kind IN (
    'GRANT', 'HOLD', 'RELEASE', 'CAPTURE', 'SPEND', 'RESTORE', 'EXPIRE', 'REFUND', 'CHARGEBACK', 'REINSTATE',
    'ESCROW', 'DELIVER', 'RETURN'));
CREATE INDEX lot_alloc_transfer ON lot_alloc (transfer_id);

-- A ticket or a pledge: what was paid into an event's escrow under one id, and what has become of it.
CREATE TABLE escrow_ticket (
    ticket_id uuid   PRIMARY KEY,
    event_ref uuid   NOT NULL,
    owner_ref uuid   NOT NULL,
    amount    bigint NOT NULL CHECK (amount > 0),
    delivered bigint NOT NULL DEFAULT 0 CHECK (delivered >= 0),
    returned  bigint NOT NULL DEFAULT 0 CHECK (returned >= 0),
    CHECK (delivered + returned <= amount)
) WITH (fillfactor = 80);
CREATE INDEX escrow_ticket_open ON escrow_ticket (event_ref) WHERE delivered + returned < amount;

-- What an open ticket still has of each lot.
CREATE TABLE escrow_lot (
    ticket_id uuid   NOT NULL REFERENCES escrow_ticket,
    lot_id    bigint NOT NULL REFERENCES coin_lot,
    amount    bigint NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (ticket_id, lot_id)
) WITH (fillfactor = 80);
CREATE INDEX escrow_lot_lot ON escrow_lot (lot_id) WHERE amount > 0;

CREATE FUNCTION escrow_lots(p_transfer bigint, p_ticket uuid, p_owner uuid, p_amount bigint) RETURNS bigint
    LANGUAGE sql SET search_path = billing, pg_temp AS $$
    WITH chosen AS MATERIALIZED (SELECT * FROM choose_lots(p_owner, p_amount)),
    lots AS (UPDATE coin_lot SET remaining = remaining - chosen.amount FROM chosen WHERE id = chosen.lot_id),
    kept AS (
        INSERT INTO escrow_lot SELECT p_ticket, lot_id, amount FROM chosen
        ON CONFLICT (ticket_id, lot_id) DO UPDATE SET amount = escrow_lot.amount + excluded.amount),
    noted AS (
        INSERT INTO lot_alloc (transfer_id, session_id, lot_id, amount, kind)
        SELECT p_transfer, p_ticket, lot_id, amount, 'ESCROW' FROM chosen RETURNING amount)
    SELECT coalesce(sum(amount), 0)::bigint FROM noted
$$;

-- Takes coins out of a ticket: delivers in the order of consumption, returns to the same lots in the opposite one. A
-- delivery leaves the lots' rows alone, for it does not hold their owner's wallet.
CREATE FUNCTION leave_escrow(p_transfer bigint, p_ticket uuid, p_amount bigint, p_deliver boolean) RETURNS bigint
    LANGUAGE sql SET search_path = billing, pg_temp AS $$
    WITH ordered AS (
        SELECT lot_id, escrow_lot.amount,
               row_number() OVER (ORDER BY class_rank, expires_at NULLS LAST, id) AS place
          FROM escrow_lot JOIN coin_lot ON id = lot_id WHERE ticket_id = p_ticket AND escrow_lot.amount > 0),
    summed AS (
        SELECT lot_id, amount,
               sum(amount) OVER (ORDER BY CASE WHEN p_deliver THEN place ELSE -place END) - amount AS before FROM ordered),
    chosen AS MATERIALIZED (
        SELECT lot_id, least(amount, p_amount - before)::bigint AS amount FROM summed WHERE before < p_amount),
    kept AS (
        UPDATE escrow_lot SET amount = escrow_lot.amount - chosen.amount FROM chosen
         WHERE ticket_id = p_ticket AND escrow_lot.lot_id = chosen.lot_id),
    lots AS (
        UPDATE coin_lot SET remaining = remaining + chosen.amount FROM chosen WHERE NOT p_deliver AND id = chosen.lot_id),
    noted AS (
        INSERT INTO lot_alloc (transfer_id, session_id, lot_id, amount, kind)
        SELECT p_transfer, p_ticket, lot_id, amount, CASE WHEN p_deliver THEN 'DELIVER' ELSE 'RETURN' END
          FROM chosen RETURNING amount)
    SELECT coalesce(sum(amount), 0)::bigint FROM noted
$$;

-- Takes free coins of one grant, so much of each class; never pinned ones.
CREATE FUNCTION take_back_lots(p_transfer bigint, p_owner uuid, p_grant bigint, p_classes text[], p_amounts bigint[],
                               p_kind text) RETURNS bigint
    LANGUAGE sql SET search_path = billing, pg_temp AS $$
    WITH wanted AS (SELECT * FROM unnest(p_classes, p_amounts) AS wanted (class, amount)),
    taken AS (
        UPDATE coin_lot SET remaining = remaining - wanted.amount, settled = settled + wanted.amount FROM wanted
         WHERE owner_ref = p_owner AND source_transfer_id = p_grant AND coin_lot.class = wanted.class
           AND remaining > 0 AND remaining - pinned >= wanted.amount
        RETURNING id, wanted.amount),
    noted AS (
        INSERT INTO lot_alloc (transfer_id, lot_id, amount, kind)
        SELECT p_transfer, id, amount, p_kind FROM taken ORDER BY id RETURNING amount)
    SELECT coalesce(sum(amount), 0)::bigint FROM noted
$$;

-- Undoes what a chargeback took.
CREATE FUNCTION reinstate_lots(p_transfer bigint, p_owner uuid, p_chargeback bigint) RETURNS bigint
    LANGUAGE sql SET search_path = billing, pg_temp AS $$
    WITH taken AS (SELECT lot_id, amount FROM lot_alloc WHERE transfer_id = p_chargeback AND kind = 'CHARGEBACK'),
    lots AS (
        UPDATE coin_lot SET remaining = remaining + taken.amount, settled = settled - taken.amount
          FROM taken WHERE id = taken.lot_id AND owner_ref = p_owner RETURNING id, taken.amount),
    noted AS (
        INSERT INTO lot_alloc (transfer_id, lot_id, amount, kind)
        SELECT p_transfer, id, amount, 'REINSTATE' FROM lots ORDER BY id RETURNING amount)
    SELECT coalesce(sum(amount), 0)::bigint FROM noted
$$;

-- Gives back what one transfer spent, to the same lots, last spent first.
CREATE FUNCTION restore_spent_lots(p_transfer bigint, p_spending bigint, p_amount bigint) RETURNS bigint
    LANGUAGE sql SET search_path = billing, pg_temp AS $$
    WITH taken AS (
        SELECT lot_id, max(alloc.id) AS last,
               sum(CASE kind WHEN 'RESTORE' THEN -amount ELSE amount END) AS amount
          FROM lot_alloc AS alloc JOIN transfer ON transfer.id = alloc.transfer_id
         WHERE (transfer.id = p_spending AND kind IN ('SPEND', 'CAPTURE', 'DELIVER'))
            OR (transfer.reverses_transfer_id = p_spending AND kind = 'RESTORE')
         GROUP BY lot_id),
    summed AS (
        SELECT lot_id, amount, sum(amount) OVER (ORDER BY last DESC, lot_id) - amount AS before FROM taken WHERE amount > 0),
    chosen AS MATERIALIZED (
        SELECT lot_id, least(amount, p_amount - before)::bigint AS amount FROM summed WHERE before < p_amount),
    lots AS (UPDATE coin_lot SET remaining = remaining + chosen.amount FROM chosen WHERE id = chosen.lot_id),
    noted AS (
        INSERT INTO lot_alloc (transfer_id, lot_id, amount, kind)
        SELECT p_transfer, lot_id, amount, 'RESTORE' FROM chosen RETURNING amount)
    SELECT coalesce(sum(amount), 0)::bigint FROM noted
$$;

-- Keeps holds, tickets and lots in step with a transfer's lines on a viewer's wallet and an event's escrow: what left or
-- came to each decides what is meant. For what is taken back of a grant, p_reverses names the grant and the p_lot_ arrays
-- say how much of which class.
CREATE FUNCTION move_lots(p_transfer bigint, p_code text, p_session uuid, p_reverses bigint, p_kinds text[], p_owners uuid[],
                          p_amounts bigint[], p_lot_classes text[], p_lot_amounts bigint[], p_lot_ttl_days integer[],
                          p_lot_costs bigint[], p_lot_cost_asset text) RETURNS void
    LANGUAGE plpgsql SET search_path = billing, pg_temp AS $$
DECLARE
    v_viewer    uuid;
    v_event     uuid;
    v_available bigint;
    v_held      bigint;
    v_escrow    bigint;
    v_moved     bigint;
BEGIN
    SELECT max(owner_ref::text) FILTER (WHERE kind <> 'escrow.event')::uuid,
           max(owner_ref::text) FILTER (WHERE kind = 'escrow.event')::uuid,
           coalesce(sum(amount) FILTER (WHERE kind = 'viewer.available'), 0),
           coalesce(sum(amount) FILTER (WHERE kind = 'viewer.held'), 0),
           coalesce(sum(amount) FILTER (WHERE kind = 'escrow.event'), 0)
      INTO v_viewer, v_event, v_available, v_held, v_escrow
      FROM unnest(p_kinds, p_owners, p_amounts) AS line (kind, owner_ref, amount)
     WHERE kind IN ('viewer.available', 'viewer.held', 'escrow.event');
    IF v_viewer IS NULL AND v_event IS NULL THEN
        RETURN;
    END IF;

    IF v_escrow > 0 AND v_available = -v_escrow AND v_held = 0 THEN
        INSERT INTO escrow_ticket AS ticket (ticket_id, event_ref, owner_ref, amount)
        VALUES (p_session, v_event, v_viewer, v_escrow)
        ON CONFLICT (ticket_id) DO UPDATE SET amount = ticket.amount + excluded.amount
         WHERE ticket.event_ref = excluded.event_ref AND ticket.owner_ref = excluded.owner_ref;
        IF FOUND THEN
            v_moved := escrow_lots(p_transfer, p_session, v_viewer, v_escrow);
        END IF;
    ELSIF v_escrow < 0 AND v_available = -v_escrow AND v_held = 0 THEN
        UPDATE escrow_ticket SET returned = returned + v_available
         WHERE ticket_id = p_session AND event_ref = v_event AND owner_ref = v_viewer;
        IF FOUND THEN
            v_moved := leave_escrow(p_transfer, p_session, v_available, false);
        END IF;
    ELSIF v_escrow < 0 AND v_viewer IS NULL THEN
        UPDATE escrow_ticket SET delivered = delivered - v_escrow WHERE ticket_id = p_session AND event_ref = v_event;
        IF FOUND THEN
            v_moved := leave_escrow(p_transfer, p_session, -v_escrow, true);
        END IF;
    ELSIF v_escrow <> 0 THEN
        v_moved := NULL;
    ELSIF v_held > 0 AND v_available = -v_held THEN
        INSERT INTO hold (session_id, owner_ref, amount) VALUES (p_session, v_viewer, v_held)
        ON CONFLICT (session_id) DO UPDATE SET amount = hold.amount + excluded.amount;
        v_moved := pin_lots(p_transfer, p_session, v_viewer, v_held);
    ELSIF v_held < 0 AND v_available = -v_held THEN
        UPDATE hold SET released = released + v_available WHERE session_id = p_session AND owner_ref = v_viewer;
        v_moved := unpin_lots(p_transfer, p_session, v_available, false);
    ELSIF v_held < 0 AND v_available = 0 THEN
        UPDATE hold SET captured = captured - v_held WHERE session_id = p_session AND owner_ref = v_viewer;
        v_moved := unpin_lots(p_transfer, p_session, -v_held, true);
    ELSIF v_held = 0 AND v_available < 0 AND p_code IN ('REFUND', 'CHARGEBACK', 'EXPIRE') THEN
        v_moved := take_back_lots(p_transfer, v_viewer, p_reverses, p_lot_classes, p_lot_amounts, p_code);
    ELSIF v_held = 0 AND v_available < 0 THEN
        v_moved := spend_lots(p_transfer, p_session, v_viewer, -v_available);
    ELSIF v_held = 0 AND v_available > 0 AND p_code = 'CALL_REFUND' AND p_reverses IS NOT NULL THEN
        v_moved := restore_spent_lots(p_transfer, p_reverses, v_available);
    ELSIF v_held = 0 AND v_available > 0 AND p_code = 'CALL_REFUND' THEN
        v_moved := restore_lots(p_transfer, p_session, v_available);
    ELSIF v_held = 0 AND v_available > 0 AND p_code = 'CHARGEBACK' THEN
        v_moved := reinstate_lots(p_transfer, v_viewer, p_reverses);
    ELSIF v_held = 0 AND v_available > 0 THEN
        v_moved := grant_lots(p_transfer, v_viewer, p_lot_classes, p_lot_amounts, p_lot_ttl_days, p_lot_costs,
                              p_lot_cost_asset);
    END IF;
    IF v_moved IS DISTINCT FROM greatest(abs(v_available), abs(v_held), abs(v_escrow)) THEN
        RAISE EXCEPTION 'transfer % moves % free, % held, % escrowed coins but lots for %', p_transfer, v_available, v_held,
            v_escrow, v_moved USING ERRCODE = 'LG006';
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION escrow_lots, leave_escrow, take_back_lots, reinstate_lots, restore_spent_lots, move_lots FROM PUBLIC;

-- Locks a viewer's wallet and with it the lots that are not used up, or not settled: whoever has looked at them here can
-- decide and post, and nothing moves in between.
CREATE FUNCTION lock_lots(p_owner uuid) RETURNS SETOF coin_lot
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
BEGIN
    PERFORM FROM account
      WHERE kind = 'viewer.available' AND owner_ref = p_owner AND qualifier = '' AND asset = 'COIN' FOR NO KEY UPDATE;
    RETURN QUERY SELECT * FROM coin_lot
      WHERE owner_ref = p_owner AND (remaining > 0 OR settled <> granted - remaining) ORDER BY id FOR NO KEY UPDATE;
END $$;

-- Settles lots up to what has been used of them, of one owner or of anybody, at most so many; those that are being used
-- right now are left for the next time. The caller posts the sums in the same transaction.
CREATE FUNCTION settle_lots(p_owner uuid, p_limit integer)
    RETURNS TABLE (asset text, lots bigint, revenue_minor bigint, subsidy_minor bigint)
    LANGUAGE sql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
    WITH due AS MATERIALIZED (
        SELECT lot.*
          FROM coin_lot AS lot
         WHERE settled <> granted - remaining AND (cost_minor > 0 OR class = 'PROMO')
           AND (p_owner IS NULL OR owner_ref = p_owner)
           AND settled <> granted - remaining - (SELECT coalesce(sum(amount), 0) FROM escrow_lot WHERE lot_id = lot.id)
         ORDER BY owner_ref, id LIMIT p_limit FOR NO KEY UPDATE SKIP LOCKED),
    used AS MATERIALIZED (
        SELECT due.id, due.granted, due.cost_minor, due.settled, due.cost_asset, due.subsidised_minor,
               due.granted - due.remaining
                   - (SELECT coalesce(sum(amount), 0) FROM escrow_lot WHERE lot_id = due.id)::bigint AS coins,
               CASE WHEN due.class = 'PROMO' THEN
                   (SELECT coalesce(sum(trunc(spent.share * alloc.amount / nullif(spent.coins, 0))), 0)
                      FROM lot_alloc AS alloc
                     CROSS JOIN LATERAL (
                        SELECT -sum(entry.amount) FILTER (WHERE kind = 'platform.creator_share'
                                                            AND entry.asset = due.cost_asset) AS share,
                               abs(sum(entry.amount) FILTER (WHERE kind = 'platform.coins_redeemed')) AS coins
                          FROM entry JOIN account ON account.id = entry.account_id
                         WHERE entry.transfer_id = alloc.transfer_id) AS spent
                     WHERE alloc.lot_id = due.id AND alloc.kind IN ('CAPTURE', 'SPEND', 'DELIVER', 'RESTORE'))::bigint
               ELSE 0 END AS subsidy_minor
          FROM due),
    settled AS (
        UPDATE coin_lot SET settled = used.coins, subsidised_minor = used.subsidy_minor FROM used WHERE coin_lot.id = used.id)
    SELECT cost_asset, count(*),
           coalesce(sum(floor(cost_minor::numeric * coins / granted) - floor(cost_minor::numeric * settled / granted)), 0)::bigint,
           coalesce(sum(subsidy_minor - subsidised_minor), 0)::bigint
      FROM used GROUP BY cost_asset ORDER BY cost_asset
$$;
REVOKE EXECUTE ON FUNCTION lock_lots, settle_lots FROM PUBLIC;

-- Outcomes: POSTED, REPLAYED (the stored transfer), CONFLICT (same key, other content), INSUFFICIENT (short_kind says
-- where), FENCED (the session belongs to another node or epoch). viewer_available is that account's balance afterwards,
-- null if the transfer has nothing to do with a viewer.
CREATE OR REPLACE FUNCTION post_transfer(
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
    v_transfer  bigint;
    v_hash      bytea;
    v_short     text;
BEGIN
    IF (SELECT count(DISTINCT owner_ref) > 1 FROM unnest(p_kinds, p_owners) AS line (kind, owner_ref) WHERE kind LIKE 'viewer.%')
       OR (SELECT count(*) <> count(DISTINCT (kind, owner_ref, qualifier, asset))
             FROM unnest(p_kinds, p_owners, p_qualifiers, p_assets) AS line (kind, owner_ref, qualifier, asset)) THEN
        RAISE EXCEPTION 'a transfer has one line per account and one viewer' USING ERRCODE = 'LG007';
    END IF;
    SELECT max(owner_ref::text)::uuid INTO v_viewer
      FROM unnest(p_kinds, p_owners) AS line (kind, owner_ref)
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

    PERFORM move_lots(v_transfer, p_code, p_session, p_reverses, p_kinds, p_owners, p_amounts, p_lot_classes, p_lot_amounts,
                      p_lot_ttl_days, p_lot_costs, p_lot_cost_asset);
    INSERT INTO outbox (topic, subject_ref, transfer_id, node_id)
    SELECT DISTINCT 'wallet.changed', owner_ref, v_transfer, p_node FROM unnest(p_kinds, p_owners) AS line (kind, owner_ref)
     WHERE kind LIKE 'viewer.%' OR kind LIKE 'creator.%';

    outcome := 'POSTED';
    transfer_id := v_transfer;
    SELECT balance INTO viewer_available FROM account WHERE id = v_wallet;
    RETURN NEXT;
END $$;
DROP FUNCTION move_coins;

-- Notes that an owner's lots have passed their time. What is free of them is expired at once; what comes back to them later
-- is known by this note.
CREATE FUNCTION note_expiry(p_owner uuid, p_now timestamptz) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
    WITH noted AS (
        UPDATE coin_lot SET expired_at = p_now WHERE owner_ref = p_owner AND expires_at <= p_now AND expired_at IS NULL
        RETURNING id)
    SELECT count(*)::integer FROM noted
$$;
REVOKE EXECUTE ON FUNCTION note_expiry FROM PUBLIC;

-- When a viewer was last seen outside the ledger, for the expiry of bought coins; what the ledger knows counts anyway.
CREATE TABLE user_activity (
    owner_ref uuid        PRIMARY KEY,
    last_at   timestamptz NOT NULL
) WITH (fillfactor = 80);

-- Which warnings of an expiry have been given.
CREATE TABLE expiry_warning (
    lot_id      bigint      NOT NULL REFERENCES coin_lot,
    expires_at  timestamptz NOT NULL,
    days_before integer     NOT NULL CHECK (days_before > 0),
    warned_at   timestamptz NOT NULL,
    PRIMARY KEY (lot_id, expires_at, days_before)
);

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT ON escrow_ticket, escrow_lot TO stagedoor_billing;
        GRANT INSERT, UPDATE, DELETE ON user_activity TO stagedoor_billing;
        GRANT INSERT ON outbox, expiry_warning TO stagedoor_billing;
        GRANT SELECT ON user_activity, expiry_warning TO stagedoor_billing;
        GRANT EXECUTE ON FUNCTION lock_lots, settle_lots, note_expiry TO stagedoor_billing;
    END IF;
END $$;
