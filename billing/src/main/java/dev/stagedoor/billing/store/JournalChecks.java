package dev.stagedoor.billing.store;

/** What should not be in the journal, its balances and its seal: queries of one column, a line for each finding. */
final class JournalChecks {
    static final String TRIAL_BALANCE = """
            select 'all accounts are off by ' || billing.in_words(sum(balance), asset)
              from billing.account_balance group by asset having sum(balance) <> 0
            union all
            select 'transfer ' || transfer_id || ' is off by ' || billing.in_words(sum(amount), asset)
              from billing.entry group by transfer_id, asset having sum(amount) <> 0
            union all
            select 'transfer ' || t.id || ' has fewer than two lines' from billing.transfer t
             where not exists (select from billing.entry e where e.transfer_id = t.id offset 1)""";

    static final String BALANCES = """
            select 'account ' || b.id || ' (' || b.kind || ') says ' || billing.in_words(b.balance, b.asset) || ' after ' || b.version
                   || ' entries, its entries ' || billing.in_words(coalesce(e.amount, 0), b.asset) || ' after ' || coalesce(e.lines, 0)
              from billing.account_balance b
              left join (select account_id, sum(amount) as amount, count(*) as lines
                           from billing.entry group by account_id) as e on e.account_id = b.id
             where b.balance <> coalesce(e.amount, 0) or b.version <> coalesce(e.lines, 0)""";

    static final String OWED = """
            select 'payee ' || owner_ref || ' as ' || side || ': quarters of an hour come to ' || billing.in_words(coalesce(quarters, 0), asset)
                   || ', accounts to ' || billing.in_words(coalesce(accounts, 0), asset)
              from (select owner_ref, side, asset, sum(amount_minor) as quarters
                      from (select owner_ref, side, asset, amount_minor from billing.owed_quarter
                            union all
                            select owner_ref, side, asset, amount_minor
                              from billing.owed_lines((select upto_transfer from billing.owed_mark), 9223372036854775807)) as owed
                     group by owner_ref, side, asset) as folded
              full join (select owner_ref, split_part(kind, '.', 1) as side, asset, sum(balance) as accounts
                           from billing.account_balance where split_part(kind, '.', 1) in ('creator', 'agency', 'referrer')
                          group by owner_ref, side, asset) as kept using (owner_ref, side, asset)
             where coalesce(quarters, 0) <> coalesce(accounts, 0)
            union all
            select 'agency ' || agency_id || ': sales of its performers come to ' || billing.in_words(coalesce(sales, 0), asset)
                   || ', its own lines of sales to ' || billing.in_words(coalesce(lines, 0), asset)
              from (select agency_id, asset, sum(amount_minor) as sales
                      from (select agency_id, asset, code, amount_minor from billing.agency_quarter
                            union all
                            select agency_id, asset, code, amount_minor
                              from billing.agency_lines((select upto_transfer from billing.owed_mark), 9223372036854775807)) as sold
                     where code <> 'CHARGEBACK'
                     group by agency_id, asset) as sold
              full join (select owner_ref as agency_id, asset, sum(amount_minor) as lines
                           from (select owner_ref, side, asset, code, amount_minor from billing.owed_quarter
                                 union all
                                 select owner_ref, side, asset, code, amount_minor
                                   from billing.owed_lines((select upto_transfer from billing.owed_mark), 9223372036854775807)) as owed
                          where side = 'agency' and code in ('CAPTURE', 'TIP', 'GIFT', 'TICKET_DONE', 'SUBSCRIBE',
                                                             'SUBSCRIPTION_REFUND', 'CALL_REFUND')
                          group by owner_ref, asset) as own using (agency_id, asset)
             where coalesce(sales, 0) <> coalesce(lines, 0)""";

    static final String VERSIONS = """
            select 'account ' || account_id || ': entry ' || account_version || ' of transfer ' || transfer_id
                   || ' does not follow the one before'
              from (select account_id, transfer_id, account_version, balance_after, amount,
                           lag(balance_after, 1, 0::bigint) over (partition by account_id order by account_version) as before,
                           row_number() over (partition by account_id order by account_version) as place
                      from billing.entry where account_version is not null) as steps
             where account_version <> place or balance_after <> before + amount""";

    static final String FLOORS = """
            select 'account ' || id || ' (' || kind || ') is at ' || billing.in_words(balance, asset) || ', its floor is '
                   || billing.in_words(floor_minor, asset)
              from billing.account where balance < floor_minor""";

    static final String SEAL = """
            select subject || ' ' || detail
              from billing.verify_seal(0, coalesce((select max(seq) from billing.ledger_seal), 0))
            union all
            select 'transfer ' || t.id || ' was put in front of transfers that were sealed already'
              from billing.transfer t
             where (t.era, t.xid) < (select last.era, last.xid from billing.ledger_seal
                                       join billing.transfer last on last.id = transfer_id
                                      order by seq desc limit 1)
               and not exists (select from billing.ledger_seal s where s.transfer_id = t.id)
            union all
            select 'the root of ' || r.day || ' is not in the chain'
              from billing.seal_root r left join billing.ledger_seal s on s.seq = r.seq
             where s.hash is distinct from r.hash""";

    static final String UNSEALED = """
            select 'transfer ' || t.id || ' of ' || t.created_at from billing.transfer t
             where t.created_at < ?::timestamptz - interval '1 day'
               and (t.era, t.xid) >= (
                   select coalesce(last.era, 0), coalesce(last.xid, '0'::xid8)
                     from (values (0)) as always
                     left join (select sealed.era, sealed.xid
                                  from billing.ledger_seal join billing.transfer sealed on sealed.id = transfer_id
                                 order by seq desc limit 1) as last on true)
               and not exists (select from billing.ledger_seal s where s.transfer_id = t.id)""";

    private JournalChecks() {}
}
