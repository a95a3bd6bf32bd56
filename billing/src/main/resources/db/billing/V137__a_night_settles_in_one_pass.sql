-- The lots that a night settles are looked for once; before, each group of them was looked for among all lots.

-- Settles those of these lots of which another part is used, expired or taken back than was settled, but for what others hold, as
-- settle_lots does, which servers of the version before go on to use.
CREATE FUNCTION settle_these_lots(p_lots bigint[])
    RETURNS TABLE (asset text, lots bigint, revenue_minor bigint, subsidy_minor bigint)
    LANGUAGE sql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
    WITH due AS MATERIALIZED (
        SELECT lot.*
          FROM coin_lot AS lot
         WHERE id = ANY (p_lots) AND settled <> granted - remaining AND (cost_minor > 0 OR class = 'PROMO')
           AND settled <> granted - remaining - (SELECT coalesce(sum(amount), 0) FROM escrow_lot WHERE lot_id = lot.id)
         ORDER BY owner_ref, id FOR NO KEY UPDATE SKIP LOCKED),
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
REVOKE EXECUTE ON FUNCTION settle_these_lots FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT EXECUTE ON FUNCTION settle_these_lots TO stagedoor_billing;
    END IF;
END $$;
