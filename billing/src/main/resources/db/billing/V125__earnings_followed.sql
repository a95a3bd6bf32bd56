-- Who has earned by the coins of a purchase: months of fan clubs count as well, and what was taken back before counts no more.

-- The transfers by which coins of these grants earned somebody something or gave it back: how many of theirs, and of how many in
-- all. A month of a fan club earns when it is paid, while its coins go to escrow; when they are used, nobody is owed more by it.
CREATE FUNCTION earning_uses(p_grants bigint[]) RETURNS TABLE (transfer_id bigint, coins numeric, whole numeric)
    LANGUAGE sql STABLE SET search_path = billing, pg_temp AS $$
    SELECT part.transfer_id, part.coins, whole.coins
      FROM (SELECT used.transfer_id, sum(used.amount) AS coins
              FROM coin_lot AS lot JOIN lot_alloc AS used ON used.lot_id = lot.id
             WHERE lot.source_transfer_id = ANY (p_grants)
               AND used.kind IN ('CAPTURE', 'SPEND', 'DELIVER', 'RESTORE', 'ESCROW', 'RETURN')
             GROUP BY used.transfer_id) AS part
     CROSS JOIN LATERAL (
        SELECT max(abs(line.amount)) AS coins FROM entry AS line JOIN account ON account.id = line.account_id
         WHERE line.transfer_id = part.transfer_id AND account.kind IN ('platform.coins_redeemed', 'escrow.event')) AS whole
     WHERE whole.coins > 0
$$;

-- As before, by all of these; less what banks' cases of the same purchase have taken from whom, and not given back.
CREATE OR REPLACE FUNCTION earned_from_grant(p_grant bigint) RETURNS TABLE (kind text, owner_ref uuid, asset text, amount bigint)
    LANGUAGE sql STABLE SET search_path = billing, pg_temp AS $$
    WITH cases AS (SELECT id FROM transfer WHERE reverses_transfer_id = p_grant AND code = 'CHARGEBACK'),
    moved AS (
        SELECT use.transfer_id, use.coins, use.whole FROM earning_uses(ARRAY[p_grant]) AS use
        UNION ALL
        SELECT id, 1, 1 FROM cases
        UNION ALL
        SELECT won.id, 1, 1 FROM cases JOIN transfer AS won ON won.reverses_transfer_id = cases.id AND won.code = 'CHARGEBACK'),
    owed AS (
        -- Whoever was owed it while it was pending may have given it back of what was available.
        SELECT replace(account.kind, '.available', '.pending') AS kind, account.owner_ref, account.asset,
               floor(entry.amount * moved.coins / moved.whole) AS amount
          FROM moved JOIN entry ON entry.transfer_id = moved.transfer_id JOIN account ON account.id = entry.account_id
         WHERE account.kind IN ('creator.pending', 'creator.available', 'agency.pending', 'agency.available'))
    SELECT kind, owner_ref, asset, sum(amount)::bigint
      FROM owed GROUP BY kind, owner_ref, asset HAVING sum(amount) > 0 ORDER BY kind DESC, owner_ref
$$;

-- As before, by all of these.
CREATE OR REPLACE FUNCTION agency_losses(p_transfer bigint, p_agency uuid, p_asset text, p_amount bigint)
    RETURNS TABLE (performer_id uuid, amount bigint)
    LANGUAGE sql STABLE SET search_path = billing, pg_temp AS $$
    WITH taken AS (
        -- One that is won turns an earlier one round, and is divided as that was.
        SELECT coalesce(opened.id, this.id) AS id,
               coalesce(opened.reverses_transfer_id, this.reverses_transfer_id) AS granted
          FROM transfer AS this
          LEFT JOIN transfer AS opened ON opened.id = this.reverses_transfer_id AND opened.code = this.code
         WHERE this.id = p_transfer),
    earned AS (
        SELECT performer.owner_ref AS performer_id, sum(entry.amount * use.coins / use.whole) AS weight
          FROM taken
         CROSS JOIN LATERAL earning_uses(ARRAY[taken.granted]) AS use
          JOIN entry ON entry.transfer_id = use.transfer_id
          JOIN account ON account.id = entry.account_id
         CROSS JOIN LATERAL (
            SELECT account.owner_ref FROM entry AS line JOIN account ON account.id = line.account_id
             WHERE line.transfer_id = use.transfer_id AND account.kind IN ('creator.pending', 'creator.available')
             ORDER BY line.line LIMIT 1) AS performer
         WHERE use.transfer_id < taken.id AND account.kind IN ('agency.pending', 'agency.available')
           AND account.owner_ref = p_agency AND account.asset = p_asset
         GROUP BY performer.owner_ref),
    running AS (
        SELECT performer_id, trunc(p_amount * sum(weight) OVER (ORDER BY performer_id) / sum(weight) OVER ()) AS upto
          FROM earned WHERE weight > 0)
    SELECT performer_id, (upto - lag(upto, 1, 0::numeric) OVER (ORDER BY performer_id))::bigint FROM running
$$;

-- As before, but for what performers were owed for promotional coins: that of a month of a fan club was left where it was.
CREATE OR REPLACE FUNCTION settle_lots(p_owner uuid, p_limit integer)
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
                               max(abs(entry.amount)) FILTER (WHERE kind IN ('platform.coins_redeemed', 'escrow.event')) AS coins
                          FROM entry JOIN account ON account.id = entry.account_id
                         WHERE entry.transfer_id = alloc.transfer_id) AS spent
                     WHERE alloc.lot_id = due.id
                       AND alloc.kind IN ('CAPTURE', 'SPEND', 'DELIVER', 'RESTORE', 'ESCROW', 'RETURN'))::bigint
               ELSE 0 END AS subsidy_minor
          FROM due),
    settled AS (
        UPDATE coin_lot SET settled = used.coins, subsidised_minor = used.subsidy_minor FROM used WHERE coin_lot.id = used.id)
    SELECT cost_asset, count(*),
           coalesce(sum(floor(cost_minor::numeric * coins / granted) - floor(cost_minor::numeric * settled / granted)), 0)::bigint,
           coalesce(sum(subsidy_minor - subsidised_minor), 0)::bigint
      FROM used GROUP BY cost_asset ORDER BY cost_asset
$$;

REVOKE EXECUTE ON FUNCTION earning_uses FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT EXECUTE ON FUNCTION earning_uses TO stagedoor_billing;
    END IF;
END $$;
