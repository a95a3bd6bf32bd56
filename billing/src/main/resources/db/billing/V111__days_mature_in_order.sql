-- How many days earnings wait is part of the price list, so it may change.

-- Sorts new entries of pending accounts into the days they were earned on, each exactly once: with a mark that a later run
-- uses, as fold_balances does and for the same reason. What arrives for a day that has matured already counts for the day
-- after it. A day keeps the time at which it matures. Where the number of days has changed meanwhile, no day matures before an
-- older one, nor after a younger one: what is due of an account is due up to a day. Returns the number of days touched.
CREATE OR REPLACE FUNCTION fold_earnings(p_zone text, p_days integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
DECLARE
    v_mark   earning_mark;
    v_folded bigint := 0;
BEGIN
    SELECT * INTO v_mark FROM earning_mark FOR UPDATE SKIP LOCKED;
    IF NOT FOUND OR v_mark.next_xid > pg_snapshot_xmin(pg_current_snapshot()) THEN
        RETURN 0;
    END IF;
    IF v_mark.next_transfer > v_mark.upto_transfer THEN
        WITH part AS (
            SELECT entry.account_id, (transfer.created_at AT TIME ZONE p_zone)::date AS day, entry.amount
              FROM entry
              JOIN account ON account.id = entry.account_id
              JOIN transfer ON transfer.id = entry.transfer_id
             WHERE entry.transfer_id > v_mark.upto_transfer AND entry.transfer_id <= v_mark.next_transfer
               AND entry.account_version IS NULL AND transfer.code <> 'MATURE'
               AND account.kind IN ('creator.pending', 'agency.pending', 'referrer.pending')),
        placed AS (
            SELECT part.account_id, greatest(part.day, matured.day + 1) AS day, part.amount
              FROM part
              LEFT JOIN LATERAL (
                SELECT max(earning_day.day) AS day FROM earning_day
                 WHERE earning_day.account_id = part.account_id AND earning_day.matured_at IS NOT NULL) AS matured ON true),
        folded AS (
            INSERT INTO earning_day AS known (account_id, day, credit_minor, debit_minor, matures_at)
            SELECT account_id, day, coalesce(sum(amount) FILTER (WHERE amount > 0), 0),
                   coalesce(sum(amount) FILTER (WHERE amount < 0), 0),
                   least(
                       greatest(
                           (day + 1 + p_days)::timestamp AT TIME ZONE p_zone,
                           (SELECT max(older.matures_at) FROM earning_day AS older
                             WHERE older.account_id = placed.account_id AND older.day < placed.day)),
                       (SELECT min(younger.matures_at) FROM earning_day AS younger
                         WHERE younger.account_id = placed.account_id AND younger.day > placed.day))
              FROM placed GROUP BY account_id, day ORDER BY account_id, day
            ON CONFLICT (account_id, day) DO UPDATE
               SET credit_minor = known.credit_minor + excluded.credit_minor,
                   debit_minor = known.debit_minor + excluded.debit_minor
            RETURNING 1)
        SELECT count(*) INTO v_folded FROM folded;
    END IF;
    UPDATE earning_mark
       SET upto_transfer = next_transfer,
           next_transfer = coalesce((SELECT max(id) FROM transfer), 0),
           next_xid = pg_snapshot_xmax(pg_current_snapshot());
    RETURN v_folded;
END $$;
