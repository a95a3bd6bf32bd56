-- Balances of accounts without a floor are not kept in the transaction: the house's accounts and a star performer's are in
-- so many of them that their rows would be what everybody waits for. They are sums of entries, folded from time to time.

CREATE TABLE account_snapshot (
    account_id bigint PRIMARY KEY REFERENCES account,
    balance    bigint NOT NULL,
    entries    bigint NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE snapshot_mark (
    one            boolean PRIMARY KEY DEFAULT true CHECK (one),
    upto_transfer  bigint  NOT NULL DEFAULT 0,
    next_transfer  bigint  NOT NULL DEFAULT 0,
    next_xid       xid8    NOT NULL DEFAULT '0'
);
INSERT INTO snapshot_mark DEFAULT VALUES;

-- Folds entries of async accounts into their snapshots. Ids are given before commit, so "up to the highest id seen" could
-- miss a transfer that is still under way. A mark set at one run is therefore used by a later one, when every transaction
-- that was running at the first has ended; whatever starts after the mark gets a higher id. Returns the entries folded.
CREATE FUNCTION fold_balances() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = billing, pg_temp AS $$
DECLARE
    v_mark   snapshot_mark;
    v_folded bigint := 0;
BEGIN
    SELECT * INTO v_mark FROM snapshot_mark FOR UPDATE SKIP LOCKED;
    IF NOT FOUND OR v_mark.next_xid > pg_snapshot_xmin(pg_current_snapshot()) THEN
        RETURN 0;
    END IF;
    IF v_mark.next_transfer > v_mark.upto_transfer THEN
        WITH part AS (
            SELECT account_id, sum(amount) AS amount, count(*) AS entries
              FROM entry
             WHERE transfer_id > v_mark.upto_transfer AND transfer_id <= v_mark.next_transfer AND account_version IS NULL
             GROUP BY account_id),
        folded AS (
            INSERT INTO account_snapshot AS snapshot (account_id, balance, entries)
            SELECT account_id, amount, entries FROM part ORDER BY account_id
            ON CONFLICT (account_id) DO UPDATE
               SET balance = snapshot.balance + excluded.balance, entries = snapshot.entries + excluded.entries)
        SELECT coalesce(sum(entries), 0) INTO v_folded FROM part;
    END IF;
    UPDATE snapshot_mark
       SET upto_transfer = next_transfer,
           next_transfer = coalesce((SELECT max(id) FROM transfer), 0),
           next_xid = pg_snapshot_xmax(pg_current_snapshot());
    RETURN v_folded;
END $$;

-- The balance and number of entries of every account, exact at any moment.
CREATE VIEW account_balance AS
    SELECT account.id, account.kind, account_kind.code, account.owner_ref, account.qualifier, account.asset,
           CASE WHEN account.async THEN coalesce(snapshot.balance, 0) + tail.balance ELSE account.balance END AS balance,
           CASE WHEN account.async THEN coalesce(snapshot.entries, 0) + tail.entries ELSE account.version END AS version
      FROM account
      JOIN account_kind USING (kind)
      LEFT JOIN account_snapshot AS snapshot ON snapshot.account_id = account.id
     CROSS JOIN LATERAL (
        SELECT coalesce(sum(amount), 0)::bigint AS balance, count(*) AS entries
          FROM entry
         WHERE account.async AND entry.account_id = account.id
           AND entry.transfer_id > (SELECT upto_transfer FROM snapshot_mark)) AS tail;
