-- The running numbers of what buyers are given: a receipt (R) for money that came in, a credit note (C) for money that went back
-- (docs/decisions/0092). One for each transfer, in the order of the journal, by year and series without a gap, and never another.
CREATE TABLE document_number (
    transfer_id bigint   PRIMARY KEY REFERENCES transfer,
    year        smallint NOT NULL,
    series      text     NOT NULL CHECK (series IN ('R', 'C')),
    number      integer  NOT NULL CHECK (number > 0),
    UNIQUE (year, series, number)
);
CREATE TRIGGER document_number_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON document_number
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Up to upto_transfer everything has its number; the rest as with owed_mark.
CREATE TABLE document_mark (
    one           boolean PRIMARY KEY DEFAULT true CHECK (one),
    upto_transfer bigint  NOT NULL DEFAULT 0,
    next_transfer bigint  NOT NULL DEFAULT 0,
    next_xid      xid8    NOT NULL DEFAULT '0'
);
INSERT INTO document_mark DEFAULT VALUES;

-- Transfers after one that buyers are given a document for: purchases, what turned them round, and what turned that round.
CREATE FUNCTION documents_after(p_after bigint)
    RETURNS TABLE (transfer_id bigint, created_at timestamptz, series text)
    LANGUAGE plpgsql STABLE SET search_path = billing, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT document.id, document.created_at, CASE WHEN sum(entry.amount) < 0 THEN 'R' ELSE 'C' END
      FROM transfer AS document
      LEFT JOIN transfer AS first ON first.id = document.reverses_transfer_id
      LEFT JOIN transfer AS second ON second.id = first.reverses_transfer_id
      JOIN entry ON entry.transfer_id = document.id
      JOIN account ON account.id = entry.account_id AND account.kind = 'psp.receivable'
     WHERE document.id > p_after
       AND document.code IN ('PURCHASE', 'REFUND', 'CHARGEBACK')
       AND 'purchase' IN (document.idem_scope, first.idem_scope, second.idem_scope)
     GROUP BY document.id
    HAVING sum(entry.amount) <> 0;
END $$;

-- Gives what is here its numbers; the year is that of the zone. One run at a time, which is all that keeps numbers without a gap;
-- postings wait for none. Returns how many were given.
CREATE FUNCTION number_documents(p_zone text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
DECLARE
    v_mark    document_mark;
    v_settled boolean;
    v_given   bigint;
BEGIN
    SELECT * INTO v_mark FROM document_mark FOR UPDATE;
    -- Before the transfers are read: what was under way when the mark was set has ended by now, so this run sees all of it.
    v_settled := v_mark.next_xid <= pg_snapshot_xmin(pg_current_snapshot());
    INSERT INTO document_number (transfer_id, year, series, number)
    SELECT fresh.transfer_id, fresh.year, fresh.series,
           coalesce((SELECT max(known.number) FROM document_number AS known
                      WHERE known.year = fresh.year AND known.series = fresh.series), 0)
           + row_number() OVER (PARTITION BY fresh.year, fresh.series ORDER BY fresh.transfer_id)
      FROM (SELECT document.transfer_id, document.series,
                   extract(year FROM document.created_at AT TIME ZONE p_zone)::smallint AS year
              FROM documents_after(v_mark.upto_transfer) AS document
             WHERE NOT EXISTS (SELECT FROM document_number AS given WHERE given.transfer_id = document.transfer_id)) AS fresh;
    GET DIAGNOSTICS v_given = ROW_COUNT;
    IF v_settled THEN
        UPDATE document_mark
           SET upto_transfer = next_transfer,
               next_transfer = coalesce((SELECT max(id) FROM transfer), 0),
               next_xid = pg_snapshot_xmax(pg_current_snapshot());
    END IF;
    RETURN v_given;
END $$;

-- As before, and the fifth mark with the four.
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
    UPDATE spend_mark SET next_xid = '0';
    UPDATE document_mark SET next_xid = '0';
    RETURN true;
END $$;

REVOKE EXECUTE ON FUNCTION documents_after, number_documents FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT ON document_number, document_mark TO stagedoor_billing;
        GRANT EXECUTE ON FUNCTION documents_after, number_documents TO stagedoor_billing;
    END IF;
END $$;
