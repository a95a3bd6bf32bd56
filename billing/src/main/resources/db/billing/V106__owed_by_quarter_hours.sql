-- What payees came to be owed, by the quarter of an hour: pages ask for today, a month or all time, in whatever zone, and a
-- star's month is hundreds of thousands of lines (docs/decisions/0062). Every zone of today is whole quarters away from UTC.
--
-- side is whose account it is: creator, agency or referrer. A transfer counts once for its payee, on the first of the sides
-- that it touches. A tip too small to be shared has no line of the payee's; it counts, under no asset.
CREATE TABLE owed_quarter (
    owner_ref    uuid        NOT NULL,
    asset        text        NOT NULL,
    quarter      timestamptz NOT NULL CHECK (quarter = date_bin('15 minutes', quarter, 'epoch')),
    side         text        NOT NULL CHECK (side IN ('creator', 'agency', 'referrer')),
    code         text        NOT NULL,
    transfers    bigint      NOT NULL CHECK (transfers >= 0),
    amount_minor bigint      NOT NULL,
    PRIMARY KEY (owner_ref, quarter, asset, side, code)
) WITH (fillfactor = 70);

-- The same of transfers after one and up to another, before it is summed: of one payee, or of all.
CREATE FUNCTION owed_lines(p_after bigint, p_upto bigint, p_owner uuid DEFAULT NULL)
    RETURNS TABLE (owner_ref uuid, asset text, quarter timestamptz, side text, code text, counted boolean, amount_minor bigint)
    LANGUAGE plpgsql STABLE SET search_path = billing, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH part AS (
        SELECT entry.transfer_id, account.owner_ref, entry.asset, split_part(account.kind, '.', 1) AS side,
               sum(entry.amount)::bigint AS amount
          FROM entry JOIN account ON account.id = entry.account_id
         WHERE entry.transfer_id > p_after AND entry.transfer_id <= p_upto
           AND split_part(account.kind, '.', 1) IN ('creator', 'agency', 'referrer')
           AND (p_owner IS NULL OR account.owner_ref = p_owner)
         GROUP BY entry.transfer_id, account.owner_ref, entry.asset, side
        UNION ALL
        SELECT tip.transfer_id, tip.performer_id, '', 'creator', 0
          FROM tip
         WHERE tip.transfer_id > p_after AND tip.transfer_id <= p_upto AND tip.earned_minor = 0
           AND (p_owner IS NULL OR tip.performer_id = p_owner))
    SELECT part.owner_ref, part.asset, date_bin('15 minutes', transfer.created_at, 'epoch'), part.side, transfer.code,
           row_number() OVER (PARTITION BY part.transfer_id, part.owner_ref, part.asset ORDER BY part.side) = 1, part.amount
      FROM part JOIN transfer ON transfer.id = part.transfer_id;
END $$;

CREATE TABLE owed_mark (
    one           boolean PRIMARY KEY DEFAULT true CHECK (one),
    upto_transfer bigint  NOT NULL DEFAULT 0,
    next_transfer bigint  NOT NULL DEFAULT 0,
    next_xid      xid8    NOT NULL DEFAULT '0'
);
INSERT INTO owed_mark DEFAULT VALUES;

-- Of one payee: what was folded, and what has come since.
CREATE FUNCTION owed_to(p_owner uuid)
    RETURNS TABLE (asset text, quarter timestamptz, side text, code text, transfers bigint, amount_minor bigint)
    LANGUAGE sql STABLE AS $$
    SELECT folded.asset, folded.quarter, folded.side, folded.code, folded.transfers, folded.amount_minor
      FROM billing.owed_quarter AS folded WHERE folded.owner_ref = p_owner
    UNION ALL
    SELECT tail.asset, tail.quarter, tail.side, tail.code, tail.counted::integer::bigint, tail.amount_minor
      FROM billing.owed_lines((SELECT upto_transfer FROM billing.owed_mark), 9223372036854775807, p_owner) AS tail
$$;

-- Folds new transfers, each exactly once: with a mark that a later run uses, as fold_balances does and for the same reason. Not
-- too many at once, so that a journal from before this is taken in without holding anybody up. Returns the transfers passed.
CREATE FUNCTION fold_owed() RETURNS bigint
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

-- What has come to accounts without a kept balance since they were folded. As a function, because the planner takes the mark
-- of a plain query for any number, and reads the whole journal for the part that is behind it.
CREATE FUNCTION unfolded() RETURNS TABLE (account_id bigint, amount_minor bigint)
    LANGUAGE plpgsql STABLE SET search_path = billing, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_mark bigint := (SELECT upto_transfer FROM snapshot_mark);
BEGIN
    RETURN QUERY
    SELECT entry.account_id, sum(entry.amount)::bigint
      FROM entry WHERE entry.account_version IS NULL AND entry.transfer_id > v_mark GROUP BY entry.account_id;
END $$;

CREATE OR REPLACE VIEW trial_balance AS
    SELECT account_kind.code, part.kind, part.asset, sum(part.balance)::bigint AS balance, sum(part.accounts)::bigint AS accounts
      FROM (SELECT kind, asset, sum(balance) AS balance, count(*) AS accounts FROM account GROUP BY kind, asset
            UNION ALL
            SELECT account.kind, account.asset, sum(snapshot.balance), 0
              FROM account_snapshot AS snapshot JOIN account ON account.id = snapshot.account_id
             GROUP BY account.kind, account.asset
            UNION ALL
            SELECT account.kind, account.asset, sum(tail.amount_minor), 0
              FROM unfolded() AS tail JOIN account ON account.id = tail.account_id
             GROUP BY account.kind, account.asset) AS part
      JOIN account_kind USING (kind)
     GROUP BY account_kind.code, part.kind, part.asset;

-- As before, and the third mark with the two.
CREATE OR REPLACE FUNCTION begin_era_after_restore() RETURNS boolean
    LANGUAGE plpgsql SET search_path = billing, pg_temp AS $$
DECLARE
    v_era     integer;
    v_known   text;
    v_cluster text;
BEGIN
    LOCK TABLE journal_era IN EXCLUSIVE MODE;
    SELECT system_identifier INTO v_cluster FROM pg_control_system();
    SELECT era, cluster INTO v_era, v_known FROM journal_era ORDER BY era DESC LIMIT 1;
    IF v_known = v_cluster THEN
        RETURN false;
    END IF;
    INSERT INTO journal_era (era, cluster) VALUES (v_era + 1, v_cluster);
    EXECUTE format('CREATE OR REPLACE FUNCTION current_era() RETURNS integer LANGUAGE sql STABLE AS %L',
                   'SELECT ' || v_era + 1);
    -- Everything that is here has been committed: the next run may fold all of it.
    UPDATE snapshot_mark SET next_xid = '0';
    UPDATE earning_mark SET next_xid = '0';
    UPDATE owed_mark SET next_xid = '0';
    RETURN true;
END $$;

REVOKE EXECUTE ON FUNCTION owed_lines, owed_to, fold_owed, unfolded FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT ON owed_quarter, owed_mark TO stagedoor_billing;
        GRANT EXECUTE ON FUNCTION owed_lines, owed_to, fold_owed, unfolded TO stagedoor_billing;
    END IF;
END $$;
