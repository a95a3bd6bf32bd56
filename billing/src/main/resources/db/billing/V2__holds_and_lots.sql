-- Which coins are reserved for what, and which coins they are: every coin belongs to a lot with a class and, mostly, an
-- expiry. available = sum of free, held = sum of pinned. A viewer's lots are only touched while that viewer's available
-- account is locked, so they need no locks of their own.

CREATE TABLE lot_class (
    class text     PRIMARY KEY,
    rank  smallint NOT NULL UNIQUE
);
INSERT INTO lot_class VALUES ('PROMO', 1), ('BONUS', 2), ('SUBSCRIPTION', 3), ('REFUND', 4), ('PAID', 5);

CREATE TABLE coin_lot (
    id                 bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner_ref          uuid        NOT NULL,
    class              text        NOT NULL REFERENCES lot_class,
    class_rank         smallint    NOT NULL,
    granted            bigint      NOT NULL CHECK (granted > 0),
    remaining          bigint      NOT NULL,
    pinned             bigint      NOT NULL DEFAULT 0,
    granted_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at         timestamptz,
    refundable         boolean     NOT NULL,
    -- What was received for the whole lot, without tax; the cost of a part is cost_minor * part / granted.
    cost_minor         bigint      NOT NULL DEFAULT 0 CHECK (cost_minor >= 0),
    cost_asset         text        NOT NULL DEFAULT 'INR' REFERENCES asset,
    source_transfer_id bigint      NOT NULL REFERENCES transfer,
    CHECK (0 <= pinned AND pinned <= remaining AND remaining <= granted)
) WITH (fillfactor = 80);
CREATE INDEX coin_lot_live ON coin_lot (owner_ref, class_rank, expires_at, id) WHERE remaining > 0;

CREATE TABLE lot_alloc (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transfer_id bigint NOT NULL REFERENCES transfer,
    session_id  uuid,
    lot_id      bigint NOT NULL REFERENCES coin_lot,
    amount      bigint NOT NULL CHECK (amount > 0),
    kind        text   NOT NULL CHECK (kind IN ('GRANT', 'HOLD', 'RELEASE', 'CAPTURE', 'SPEND', 'RESTORE', 'EXPIRE', 'REFUND'))
);
CREATE INDEX lot_alloc_lot ON lot_alloc (lot_id, id);
CREATE INDEX lot_alloc_session ON lot_alloc (session_id, id) WHERE session_id IS NOT NULL;
CREATE TRIGGER lot_alloc_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lot_alloc
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE hold (
    session_id uuid   PRIMARY KEY,
    owner_ref  uuid   NOT NULL,
    amount     bigint NOT NULL CHECK (amount >= 0),
    captured   bigint NOT NULL DEFAULT 0 CHECK (captured >= 0),
    released   bigint NOT NULL DEFAULT 0 CHECK (released >= 0),
    CHECK (captured + released <= amount)
) WITH (fillfactor = 70);
CREATE INDEX hold_open ON hold (owner_ref) WHERE captured + released < amount;

-- What an open hold has pinned of each lot.
CREATE TABLE hold_lot (
    session_id uuid   NOT NULL REFERENCES hold,
    lot_id     bigint NOT NULL REFERENCES coin_lot,
    pinned     bigint NOT NULL CHECK (pinned >= 0),
    PRIMARY KEY (session_id, lot_id)
) WITH (fillfactor = 70);

CREATE FUNCTION grant_lots(p_transfer bigint, p_owner uuid, p_classes text[], p_amounts bigint[],
                           p_ttl_days integer[], p_costs bigint[], p_cost_asset text) RETURNS bigint
    LANGUAGE sql SET search_path = billing, pg_temp AS $$
    WITH made AS (
        INSERT INTO coin_lot (owner_ref, class, class_rank, granted, remaining, expires_at, refundable, cost_minor,
                              cost_asset, source_transfer_id)
        SELECT p_owner, lot.class, lot_class.rank, lot.amount, lot.amount,
               clock_timestamp() + make_interval(days => lot.ttl_days), lot.class = 'PAID', lot.cost, p_cost_asset, p_transfer
          FROM unnest(p_classes, p_amounts, p_ttl_days, p_costs) WITH ORDINALITY AS lot (class, amount, ttl_days, cost, line)
          JOIN lot_class USING (class)
         ORDER BY lot.line
        RETURNING id, granted),
    noted AS (
        INSERT INTO lot_alloc (transfer_id, lot_id, amount, kind)
        SELECT p_transfer, id, granted, 'GRANT' FROM made ORDER BY id RETURNING amount)
    SELECT coalesce(sum(amount), 0)::bigint FROM noted
$$;

-- Free coins that are consumed first, up to an amount: promotional before bonus before paid, sooner expiry first.
CREATE FUNCTION choose_lots(p_owner uuid, p_amount bigint) RETURNS TABLE (lot_id bigint, amount bigint)
    LANGUAGE sql STABLE SET search_path = billing, pg_temp AS $$
    SELECT id, least(free, p_amount - before)::bigint
      FROM (SELECT id, remaining - pinned AS free,
                   sum(remaining - pinned) OVER (ORDER BY class_rank, expires_at NULLS LAST, id) - (remaining - pinned) AS before
              FROM coin_lot WHERE owner_ref = p_owner AND remaining > pinned) AS lots
     WHERE before < p_amount
     ORDER BY before
$$;

CREATE FUNCTION pin_lots(p_transfer bigint, p_session uuid, p_owner uuid, p_amount bigint) RETURNS bigint
    LANGUAGE sql SET search_path = billing, pg_temp AS $$
    WITH chosen AS MATERIALIZED (SELECT * FROM choose_lots(p_owner, p_amount)),
    lots AS (UPDATE coin_lot SET pinned = pinned + chosen.amount FROM chosen WHERE id = chosen.lot_id),
    pins AS (
        INSERT INTO hold_lot SELECT p_session, lot_id, amount FROM chosen
        ON CONFLICT (session_id, lot_id) DO UPDATE SET pinned = hold_lot.pinned + excluded.pinned),
    noted AS (
        INSERT INTO lot_alloc (transfer_id, session_id, lot_id, amount, kind)
        SELECT p_transfer, p_session, lot_id, amount, 'HOLD' FROM chosen RETURNING amount)
    SELECT coalesce(sum(amount), 0)::bigint FROM noted
$$;

CREATE FUNCTION spend_lots(p_transfer bigint, p_session uuid, p_owner uuid, p_amount bigint) RETURNS bigint
    LANGUAGE sql SET search_path = billing, pg_temp AS $$
    WITH chosen AS MATERIALIZED (SELECT * FROM choose_lots(p_owner, p_amount)),
    lots AS (UPDATE coin_lot SET remaining = remaining - chosen.amount FROM chosen WHERE id = chosen.lot_id),
    noted AS (
        INSERT INTO lot_alloc (transfer_id, session_id, lot_id, amount, kind)
        SELECT p_transfer, p_session, lot_id, amount, 'SPEND' FROM chosen RETURNING amount)
    SELECT coalesce(sum(amount), 0)::bigint FROM noted
$$;

-- Takes pinned coins out of a hold: captures in the order of consumption, releases in the opposite one.
CREATE FUNCTION unpin_lots(p_transfer bigint, p_session uuid, p_amount bigint, p_capture boolean) RETURNS bigint
    LANGUAGE sql SET search_path = billing, pg_temp AS $$
    WITH ordered AS (
        SELECT lot_id, hold_lot.pinned,
               row_number() OVER (ORDER BY class_rank, expires_at NULLS LAST, id) AS place
          FROM hold_lot JOIN coin_lot ON id = lot_id WHERE session_id = p_session AND hold_lot.pinned > 0),
    summed AS (
        SELECT lot_id, pinned,
               sum(pinned) OVER (ORDER BY CASE WHEN p_capture THEN place ELSE -place END) - pinned AS before FROM ordered),
    chosen AS MATERIALIZED (
        SELECT lot_id, least(pinned, p_amount - before)::bigint AS amount FROM summed WHERE before < p_amount),
    lots AS (
        UPDATE coin_lot SET pinned = pinned - chosen.amount,
                            remaining = remaining - CASE WHEN p_capture THEN chosen.amount ELSE 0 END
          FROM chosen WHERE id = chosen.lot_id),
    pins AS (
        UPDATE hold_lot SET pinned = pinned - chosen.amount FROM chosen
         WHERE session_id = p_session AND hold_lot.lot_id = chosen.lot_id),
    noted AS (
        INSERT INTO lot_alloc (transfer_id, session_id, lot_id, amount, kind)
        SELECT p_transfer, p_session, lot_id, amount, CASE WHEN p_capture THEN 'CAPTURE' ELSE 'RELEASE' END
          FROM chosen RETURNING amount)
    SELECT coalesce(sum(amount), 0)::bigint FROM noted
$$;

-- Gives back what a session captured, to the same lots, last captured first.
CREATE FUNCTION restore_lots(p_transfer bigint, p_session uuid, p_amount bigint) RETURNS bigint
    LANGUAGE sql SET search_path = billing, pg_temp AS $$
    WITH taken AS (
        SELECT lot_id, max(id) AS last,
               sum(CASE kind WHEN 'CAPTURE' THEN amount ELSE -amount END) AS amount
          FROM lot_alloc WHERE session_id = p_session AND kind IN ('CAPTURE', 'RESTORE') GROUP BY lot_id),
    summed AS (
        SELECT lot_id, amount, sum(amount) OVER (ORDER BY last DESC, lot_id) - amount AS before FROM taken WHERE amount > 0),
    chosen AS MATERIALIZED (
        SELECT lot_id, least(amount, p_amount - before)::bigint AS amount FROM summed WHERE before < p_amount),
    lots AS (UPDATE coin_lot SET remaining = remaining + chosen.amount FROM chosen WHERE id = chosen.lot_id),
    noted AS (
        INSERT INTO lot_alloc (transfer_id, session_id, lot_id, amount, kind)
        SELECT p_transfer, p_session, lot_id, amount, 'RESTORE' FROM chosen RETURNING amount)
    SELECT coalesce(sum(amount), 0)::bigint FROM noted
$$;
