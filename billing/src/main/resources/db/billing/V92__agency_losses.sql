-- Whose sales a chargeback took from an agency. Its line is one sum over all that the buyer's coins had earned the agency; it is
-- divided by what each performer's sales had earned it of those coins, to the last minor unit.
CREATE FUNCTION agency_losses(p_transfer bigint, p_agency uuid, p_asset text, p_amount bigint)
    RETURNS TABLE (performer_id uuid, amount bigint)
    LANGUAGE sql STABLE SET search_path = billing, pg_temp AS $$
    WITH taken AS (
        -- One that is won turns an earlier one round, and is divided as that was.
        SELECT coalesce(opened.id, this.id) AS id,
               coalesce(opened.reverses_transfer_id, this.reverses_transfer_id) AS granted
          FROM transfer AS this
          LEFT JOIN transfer AS opened ON opened.id = this.reverses_transfer_id AND opened.code = this.code
         WHERE this.id = p_transfer),
    part AS (
        SELECT spent.transfer_id, sum(spent.amount) AS coins
          FROM taken
          JOIN lot_alloc AS granted ON granted.transfer_id = taken.granted AND granted.kind = 'GRANT'
          JOIN lot_alloc AS spent ON spent.lot_id = granted.lot_id
         WHERE spent.kind IN ('CAPTURE', 'SPEND', 'DELIVER', 'RESTORE') AND spent.transfer_id < taken.id
         GROUP BY spent.transfer_id),
    earned AS (
        SELECT performer.owner_ref AS performer_id, sum(entry.amount * part.coins / whole.coins) AS weight
          FROM part
         CROSS JOIN LATERAL (
            SELECT abs(sum(line.amount)) AS coins FROM entry AS line JOIN account ON account.id = line.account_id
             WHERE line.transfer_id = part.transfer_id AND account.kind = 'platform.coins_redeemed') AS whole
          JOIN entry ON entry.transfer_id = part.transfer_id
          JOIN account ON account.id = entry.account_id
         CROSS JOIN LATERAL (
            SELECT account.owner_ref FROM entry AS line JOIN account ON account.id = line.account_id
             WHERE line.transfer_id = part.transfer_id AND account.kind IN ('creator.pending', 'creator.available')
             ORDER BY line.line LIMIT 1) AS performer
         WHERE account.kind = 'agency.pending' AND account.owner_ref = p_agency AND account.asset = p_asset AND whole.coins > 0
         GROUP BY performer.owner_ref),
    running AS (
        SELECT performer_id, trunc(p_amount * sum(weight) OVER (ORDER BY performer_id) / sum(weight) OVER ()) AS upto
          FROM earned WHERE weight > 0)
    SELECT performer_id, (upto - lag(upto, 1, 0::numeric) OVER (ORDER BY performer_id))::bigint FROM running
$$;
REVOKE EXECUTE ON FUNCTION agency_losses FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT EXECUTE ON FUNCTION agency_losses TO stagedoor_billing;
    END IF;
END $$;
