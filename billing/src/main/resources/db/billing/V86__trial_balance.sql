-- The sums of all kinds of accounts, without asking every account for what has come to it since it was folded.
CREATE VIEW trial_balance AS
    SELECT account_kind.code, part.kind, part.asset, sum(part.balance)::bigint AS balance, sum(part.accounts)::bigint AS accounts
      FROM (SELECT kind, asset, sum(balance) AS balance, count(*) AS accounts FROM account GROUP BY kind, asset
            UNION ALL
            SELECT account.kind, account.asset, sum(snapshot.balance), 0
              FROM account_snapshot AS snapshot JOIN account ON account.id = snapshot.account_id
             GROUP BY account.kind, account.asset
            UNION ALL
            SELECT account.kind, account.asset, sum(tail.amount), 0
              FROM entry AS tail JOIN account ON account.id = tail.account_id
             WHERE tail.account_version IS NULL AND tail.transfer_id > (SELECT upto_transfer FROM snapshot_mark)
             GROUP BY account.kind, account.asset) AS part
      JOIN account_kind USING (kind)
     GROUP BY account_kind.code, part.kind, part.asset;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stagedoor_billing') THEN
        GRANT SELECT ON trial_balance TO stagedoor_billing;
    END IF;
END $$;
