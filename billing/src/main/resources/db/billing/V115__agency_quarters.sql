-- What agencies came to be owed for whose sales, by the quarter of an hour (docs/decisions/0062): an agency's page and the
-- statements of its performers read every line of the agency's month before.
CREATE TABLE agency_quarter (
    agency_id    uuid        NOT NULL,
    performer_id uuid        NOT NULL,
    asset        text        NOT NULL,
    quarter      timestamptz NOT NULL CHECK (quarter = date_bin('15 minutes', quarter, 'epoch')),
    code         text        NOT NULL,
    amount_minor bigint      NOT NULL,
    PRIMARY KEY (agency_id, quarter, asset, performer_id, code)
) WITH (fillfactor = 70);
CREATE INDEX agency_quarter_performer ON agency_quarter (performer_id, quarter);

-- The same of transfers after one and up to another, before it is summed: of some agencies, or of all. Whose sale it was says the
-- performer's line beside the agency's, or the session where the performer's part was nothing. A chargeback may take from many
-- in one line; there it follows from what the buyer's coins had earned whom.
CREATE FUNCTION agency_lines(p_after bigint, p_upto bigint, p_agencies uuid[] DEFAULT NULL)
    RETURNS TABLE (agency_id uuid, performer_id uuid, asset text, quarter timestamptz, code text, amount_minor bigint)
    LANGUAGE plpgsql STABLE SET search_path = billing, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH part AS MATERIALIZED (
        SELECT transfer.id, transfer.code, transfer.session_id, date_bin('15 minutes', transfer.created_at, 'epoch') AS quarter,
               account.owner_ref, entry.asset, entry.amount
          FROM entry
          JOIN account ON account.id = entry.account_id
          JOIN transfer ON transfer.id = entry.transfer_id
         WHERE entry.transfer_id > p_after AND entry.transfer_id <= p_upto
           AND account.kind IN ('agency.pending', 'agency.available')
           AND (p_agencies IS NULL OR account.owner_ref = ANY (p_agencies)))
    SELECT part.owner_ref, sale.performer_id, part.asset, part.quarter, part.code, part.amount
      FROM part
     CROSS JOIN LATERAL (
        SELECT coalesce(
            (SELECT performer.owner_ref
               FROM entry AS beside JOIN account AS performer ON performer.id = beside.account_id
              WHERE beside.transfer_id = part.id AND performer.kind IN ('creator.pending', 'creator.available')
              ORDER BY beside.line LIMIT 1),
            (SELECT session.performer_id FROM metered_session AS session WHERE session.id = part.session_id)) AS performer_id) AS sale
     WHERE part.code IN ('CAPTURE', 'TIP', 'GIFT', 'TICKET_DONE', 'SUBSCRIBE', 'SUBSCRIPTION_REFUND', 'CALL_REFUND')
       AND sale.performer_id IS NOT NULL
    UNION ALL
    SELECT part.owner_ref, lost.performer_id, part.asset, part.quarter, part.code, lost.amount
      FROM part CROSS JOIN LATERAL agency_losses(part.id, part.owner_ref, part.asset, part.amount) AS lost
     WHERE part.code = 'CHARGEBACK';
END $$;

-- Of some agencies: what was folded, and what has come since.
CREATE FUNCTION agency_owed_to(p_agencies uuid[])
    RETURNS TABLE (agency_id uuid, performer_id uuid, asset text, quarter timestamptz, code text, amount_minor bigint)
    LANGUAGE sql STABLE AS $$
    SELECT folded.agency_id, folded.performer_id, folded.asset, folded.quarter, folded.code, folded.amount_minor
      FROM billing.agency_quarter AS folded WHERE folded.agency_id = ANY (p_agencies)
    UNION ALL
    SELECT tail.agency_id, tail.performer_id, tail.asset, tail.quarter, tail.code, tail.amount_minor
      FROM billing.agency_lines((SELECT upto_transfer FROM billing.owed_mark), 9223372036854775807, p_agencies) AS tail
$$;

-- As before, and agencies' quarters behind the same mark.
CREATE OR REPLACE FUNCTION fold_owed() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
DECLARE
    v_mark owed_mark;
    v_upto bigint;
BEGIN
    SELECT * INTO v_mark FROM owed_mark FOR UPDATE SKIP LOCKED;
    IF NOT FOUND OR v_mark.next_xid > pg_snapshot_xmin(pg_current_snapshot()) THEN
        RETURN 0;
    END IF;
    v_upto := least(v_mark.next_transfer, v_mark.upto_transfer + 100000);
    IF v_upto > v_mark.upto_transfer THEN
        INSERT INTO owed_quarter AS known (owner_ref, asset, quarter, side, code, transfers, amount_minor)
        SELECT owner_ref, asset, quarter, side, code, count(*) FILTER (WHERE counted), sum(amount_minor)
          FROM owed_lines(v_mark.upto_transfer, v_upto)
         GROUP BY owner_ref, asset, quarter, side, code
        ON CONFLICT (owner_ref, quarter, asset, side, code) DO UPDATE
           SET transfers = known.transfers + excluded.transfers, amount_minor = known.amount_minor + excluded.amount_minor;
        INSERT INTO agency_quarter AS known (agency_id, performer_id, asset, quarter, code, amount_minor)
        SELECT agency_id, performer_id, asset, quarter, code, sum(amount_minor)
          FROM agency_lines(v_mark.upto_transfer, v_upto)
         GROUP BY agency_id, performer_id, asset, quarter, code
        ON CONFLICT (agency_id, quarter, asset, performer_id, code) DO UPDATE
           SET amount_minor = known.amount_minor + excluded.amount_minor;
    END IF;
    IF v_upto < v_mark.next_transfer THEN
        UPDATE owed_mark SET upto_transfer = v_upto;
    ELSE
        UPDATE owed_mark
           SET upto_transfer = next_transfer,
               next_transfer = coalesce((SELECT max(id) FROM transfer), 0),
               next_xid = pg_snapshot_xmax(pg_current_snapshot());
    END IF;
    RETURN v_upto - v_mark.upto_transfer;
END $$;

-- The journal is summed once more, for both: pages read meanwhile what is not summed yet. The mark first, as whoever folds, and
-- rows by DELETE, which pages that began before do not see.
UPDATE owed_mark SET upto_transfer = 0;
DELETE FROM owed_quarter;

REVOKE EXECUTE ON FUNCTION agency_lines, agency_owed_to FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT ON agency_quarter TO stagedoor_billing;
        GRANT EXECUTE ON FUNCTION agency_lines, agency_owed_to TO stagedoor_billing;
    END IF;
END $$;
