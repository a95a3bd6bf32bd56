package dev.stagedoor.billing.store;

/** Where the books and the payouts differ: queries of one column, a line for each finding. */
final class PayoutChecks {
    /**
     * What is set aside until a payout is sent, what providers were told to pay and have not paid, and what is kept back. Corrections
     * are two people's word, and are left out.
     */
    static final String PAYOUTS = """
            with booked as (
                select case a.kind when 'psp.payout_clearing' then 'provider ' || a.qualifier else 'payee ' || a.owner_ref end as who,
                       split_part(a.kind, '.', 2) as what, a.asset, sum(e.amount) as amount
                  from billing.account a join billing.entry e on e.account_id = a.id
                  join billing.transfer t on t.id = e.transfer_id
                 where a.kind in ('creator.payout_in_transit', 'psp.payout_clearing', 'creator.reserve') and t.code <> 'ADJUST'
                 group by who, what, a.asset),
            said as (
                select case when sent then 'provider ' || provider else 'payee ' || payee_id end as who,
                       case when sent then 'payout_clearing' else 'payout_in_transit' end as what, asset,
                       sum(gross_minor - withheld_minor) as amount
                  from billing.payout cross join lateral (select state in ('SENT', 'UNKNOWN') as sent) as way
                 where state not in ('CONFIRMED', 'FAILED')
                 group by who, what, asset
                union all
                select 'payee ' || a.owner_ref, 'reserve', a.asset, sum(p.amount_minor)
                  from billing.reserve_part p join billing.account a on a.id = p.account_id
                 where p.released_at is null
                 group by a.owner_ref, a.asset)
            select who || ' has ' || billing.in_words(coalesce(booked.amount, 0), asset) || ' in ' || what
                   || ', payouts and reserves say ' || billing.in_words(coalesce(said.amount, 0), asset)
              from booked full join said using (who, what, asset)
             where coalesce(booked.amount, 0) <> coalesce(said.amount, 0)""";

    static final String PAYOUT_AGE = """
            select 'payout ' || id || ' of ' || payee_id || ' is ' || state || ' since ' || coalesce(sent_at, requested_at) || ': '
                   || billing.in_words(gross_minor - withheld_minor, asset)
              from billing.payout
             where ended_at is null and coalesce(sent_at, requested_at) < ?::timestamptz - interval '3 days'""";

    private PayoutChecks() {}
}
