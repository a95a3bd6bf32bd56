package dev.stagedoor.billing.store;

/** Where the books and the papers of providers differ: a query of one column, a line for each finding. */
final class SettlementChecks {
    /** Expected in a settlement is what was booked since the first one that was imported of its provider. */
    static final String SETTLEMENTS = """
            select 'line ' || line_ref || ' of ' || provider || '''s settlement ' || settlement_ref || ': ' || kind || ' of '
                   || billing.in_words(gross_minor, asset) || ', booked is ' || coalesce(billing.in_words(booked_minor, asset), 'nothing')
              from billing.settlement_standing where not fits and standing <> 'MATCHES' and note = ''
            union all
            select kind || ' ' || booked.payment_ref || ' of ' || booked.provider || ' was booked at ' || booked.at
                   || ' and is in no settlement'
              from (select o.provider, o.payment_ref, 'PAYMENT' as kind, t.created_at as at
                      from billing.payment_order o join billing.transfer t
                        on t.idem_scope = 'purchase' and t.idem_key = 'purchase:' || o.provider || ':' || o.payment_ref
                    union all
                    select o.provider, o.payment_ref, 'REFUND', t.created_at
                      from billing.payment_order o join billing.transfer p
                        on p.idem_scope = 'purchase' and p.idem_key = 'purchase:' || o.provider || ':' || o.payment_ref
                      join billing.transfer t on t.reverses_transfer_id = p.id and t.code = 'REFUND'
                    union all
                    select o.provider, o.payment_ref, 'CHARGEBACK', t.created_at
                      from billing.chargeback c join billing.payment_order o on o.id = c.order_id
                      join billing.transfer t on t.id = c.transfer_id
                    union all
                    select o.provider, o.payment_ref, 'CHARGEBACK_REVERSED', t.created_at
                      from billing.chargeback c join billing.payment_order o on o.id = c.order_id
                      join billing.transfer t on t.id = c.won_transfer_id) as booked
              join (select provider, min(day) as day from billing.settlement group by provider) as first
                on first.provider = booked.provider and booked.at >= first.day
             where booked.at < ?::timestamptz - interval '14 days'
               and not exists (select from billing.settlement_line l
                                where l.provider = booked.provider and l.payment_ref = booked.payment_ref
                                  and l.kind = booked.kind)""";

    private SettlementChecks() {}
}
