package dev.stagedoor.billing.store;

/** Everything known of a call or an order as one JSON document, for whoever has to decide or to answer a bank. */
final class EvidenceQueries {
    private static final String TRANSFERS = """
            (select coalesce(jsonb_agg(to_jsonb(t) - 'request_hash' - 'xid' || jsonb_build_object('entries', (
                        select jsonb_agg(jsonb_build_object('account', a.code, 'kind', a.kind, 'owner', acc.owner_ref,
                                                            'asset', e.asset, 'amountMinor', e.amount) order by e.line)
                          from billing.entry e join billing.account acc on acc.id = e.account_id
                          join billing.account_kind a on a.kind = acc.kind where e.transfer_id = t.id)) order by t.id), '[]')
               from billing.transfer t where %s)""";

    static final String CALL = """
            select jsonb_pretty(jsonb_build_object(
                'kind', 'call', 'callId', s.id, 'madeAt', now(),
                'session', to_jsonb(s),
                'terms', (select to_jsonb(p) from billing.rate_plan_version p where p.id = s.plan_id),
                'receipt', (select to_jsonb(r) from billing.session_receipt r where r.session_id = s.id),
                'hold', (select to_jsonb(h) from billing.hold h where h.session_id = s.id),
                'heartbeats', (select coalesce(jsonb_agg(to_jsonb(h) order by h.tick_no), '[]')
                                 from billing.heartbeat h where h.session_id = s.id),
                'heartbeatsNoLongerKept', (select to_jsonb(k) - 'session_id'
                                             from billing.heartbeat_summary k where k.session_id = s.id),
                -- What was written for the performer alone is shown to no one else.
                'tips', (select coalesce(jsonb_agg(case when t.private_message then to_jsonb(t) - 'message' else to_jsonb(t) end
                                                   order by t.created_at), '[]')
                           from billing.tip t where t.session_id = s.id),
                'disputes', (select coalesce(jsonb_agg(to_jsonb(d)), '[]')
                               from billing.call_dispute d where d.session_id = s.id),
                'transfers',""" + TRANSFERS.formatted("t.session_id = s.id") + """
            )) from billing.metered_session s where s.id = ?""";

    static final String ORDER = """
            select jsonb_pretty(jsonb_build_object(
                'kind', 'order', 'orderId', o.id, 'madeAt', now(),
                'order', to_jsonb(o),
                'providerEvents', (select coalesce(jsonb_agg(to_jsonb(e) - 'raw'
                                          || jsonb_build_object('bytes', octet_length(e.raw),
                                                                'sha256', encode(sha256(e.raw), 'hex')) order by e.id), '[]')
                                     from billing.provider_event e where e.order_id = o.id),
                'refunds', (select coalesce(jsonb_agg(to_jsonb(r)), '[]')
                              from billing.refund_request r where r.order_id = o.id),
                'chargebacks', (select coalesce(jsonb_agg(to_jsonb(c)), '[]')
                                  from billing.chargeback c where c.order_id = o.id),
                'coins', (select coalesce(jsonb_agg(to_jsonb(l) || jsonb_build_object('moves', (
                                    select jsonb_agg(to_jsonb(a) order by a.id) from billing.lot_alloc a
                                     where a.lot_id = l.id)) order by l.id), '[]')
                            from billing.coin_lot l join billing.transfer t on t.id = l.source_transfer_id
                           where t.idem_scope = 'purchase'
                             and t.idem_key = 'purchase:' || o.provider || ':' || o.payment_ref),
                'uses', (select coalesce(jsonb_agg(jsonb_build_object(
                                    'at', u.at, 'code', u.code, 'coins', u.coins, 'callId', u.session_id,
                                    'deliveredMs', r.delivered_ms) order by u.at), '[]')
                           from (select min(t.created_at) as at, t.code, sum(a.amount) as coins, t.session_id
                                   from billing.lot_alloc a join billing.transfer t on t.id = a.transfer_id
                                  where a.kind in ('CAPTURE', 'SPEND', 'DELIVER') and a.lot_id in (
                                        select l.id from billing.coin_lot l
                                          join billing.transfer p on p.id = l.source_transfer_id
                                         where p.idem_scope = 'purchase'
                                           and p.idem_key = 'purchase:' || o.provider || ':' || o.payment_ref)
                                  group by t.session_id, t.code, case when t.session_id is null then t.id end) u
                           left join billing.session_receipt r on r.session_id = u.session_id),
                'transfers',""" + TRANSFERS.formatted("""
                    t.id in (select p.id from billing.transfer p where p.idem_scope = 'purchase'
                                and p.idem_key = 'purchase:' || o.provider || ':' || o.payment_ref
                             union all
                             select r.id from billing.transfer p join billing.transfer r on r.reverses_transfer_id = p.id
                              where p.idem_scope = 'purchase'
                                and p.idem_key = 'purchase:' || o.provider || ':' || o.payment_ref)""") + """
            )) from billing.payment_order o where o.id = ?""";

    private EvidenceQueries() {}
}
