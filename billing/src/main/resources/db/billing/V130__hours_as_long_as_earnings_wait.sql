-- As before, and kept for as long as earnings may wait: who gave what is asked when they are paid out.
CREATE OR REPLACE FUNCTION fold_spending(p_now timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_mark spend_mark;
    v_upto bigint;
BEGIN
    SELECT * INTO v_mark FROM spend_mark FOR UPDATE SKIP LOCKED;
    IF NOT FOUND OR v_mark.next_xid > pg_snapshot_xmin(pg_current_snapshot()) THEN
        RETURN 0;
    END IF;
    v_upto := least(v_mark.next_transfer, v_mark.upto_transfer + 100000);
    IF v_upto > v_mark.upto_transfer THEN
        INSERT INTO spend_hour AS known (payer_id, payee_id, hour, transfers, amount_minor)
        WITH part AS (
            SELECT transfer.id, transfer.session_id, transfer.created_at, account.owner_ref AS payer_id, -sum(entry.amount) AS amount
              FROM transfer
              JOIN entry ON entry.transfer_id = transfer.id
              JOIN account ON account.id = entry.account_id
             WHERE transfer.id > v_mark.upto_transfer AND transfer.id <= v_upto
               AND transfer.code IN ('CAPTURE', 'TIP', 'GIFT', 'TICKET_BUY', 'SUBSCRIBE')
               AND account.kind IN ('viewer.available', 'viewer.held')
             GROUP BY transfer.id, transfer.session_id, transfer.created_at, account.owner_ref
            HAVING sum(entry.amount) < 0)
        SELECT part.payer_id,
               coalesce(
                   (SELECT payee.owner_ref
                      FROM entry JOIN account AS payee ON payee.id = entry.account_id
                     WHERE entry.transfer_id = part.id AND payee.kind = 'creator.pending' ORDER BY entry.line LIMIT 1),
                   (SELECT tip.performer_id FROM tip WHERE tip.transfer_id = part.id),
                   (SELECT session.performer_id FROM metered_session AS session WHERE session.id = part.session_id),
                   '00000000-0000-0000-0000-000000000000') AS payee_id,
               date_bin('1 hour', part.created_at, 'epoch') AS hour, count(*), sum(part.amount)
          FROM part
         GROUP BY 1, 2, 3
        ON CONFLICT (hour, payer_id, payee_id) DO UPDATE
           SET transfers = known.transfers + excluded.transfers, amount_minor = known.amount_minor + excluded.amount_minor;
    END IF;
    IF v_upto < v_mark.next_transfer THEN
        UPDATE spend_mark SET upto_transfer = v_upto;
    ELSE
        UPDATE spend_mark
           SET upto_transfer = next_transfer,
               next_transfer = coalesce((SELECT max(id) FROM transfer), 0),
               next_xid = pg_snapshot_xmax(pg_current_snapshot());
    END IF;
    DELETE FROM spend_hour WHERE hour < p_now - interval '100 days';
    RETURN v_upto - v_mark.upto_transfer;
END $$;
