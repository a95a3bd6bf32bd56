package dev.stagedoor.billing.store;

/** Where the books and what they are about differ: queries of one column, a line for each finding. */
final class BusinessChecks {
    static final String RECEIPTS = """
            select 'session ' || r.session_id || ' says ' || billing.in_words(r.charged_minor, 'COIN') || ', captured was '
                   || billing.in_words(captured, 'COIN')
              from billing.session_receipt r
             cross join lateral (
                select coalesce(sum(e.amount), 0) as captured
                  from billing.transfer t join billing.entry e on e.transfer_id = t.id
                  join billing.account a on a.id = e.account_id
                 where t.session_id = r.session_id and a.kind = 'platform.coins_redeemed'
                   and t.code in ('CAPTURE', 'CALL_REFUND') and t.idem_scope <> '%s') as c
             where r.charged_minor <> captured""".formatted(CallRefundWriter.SCOPE);

    /**
     * The charge function once more, in another language, on purpose. A session that a fault ended may cost less. Time that
     * was charged must have been seen by a heartbeat, one that is kept or one that was, except for the last moments. Plain
     * calls only: what changed its rate on the way, or has a price of its own, is priced by rules that are not written twice.
     */
    static final String SESSIONS = """
            select 'session ' || id || ' cost ' || billing.in_words(charged_minor, 'COIN') || ', its ' || delivered_ms || ' ms come to '
                   || billing.in_words(rated, 'COIN')
                   || ', heartbeats saw ' || seen_ms || ' ms'
              from (select s.id, s.fault, r.charged_minor, r.delivered_ms,
                           coalesce((select max(h.billable_ms) from billing.heartbeat h where h.session_id = s.id),
                                    (select k.billable_ms from billing.heartbeat_summary k where k.session_id = s.id),
                                    0) as seen_ms,
                           case when counted.ms = 0 then 0
                                when s.fault then p.connect_fee_minor + ceil(part.product / p.rate_unit_ms)
                                else greatest(part.before_minor,
                                              p.connect_fee_minor + ceil(part.product / p.rate_unit_ms))
                           end as rated
                      from billing.session_receipt r join billing.metered_session s on s.id = r.session_id
                      join billing.rate_plan_version p on p.id = s.plan_id
                     cross join lateral (
                        select case when r.delivered_ms <= p.free_below_ms then 0
                                    else greatest(0, r.delivered_ms - p.free_first_ms) end as ms) as counted
                     cross join lateral (
                        select case when s.fault then counted.ms
                                    else ceil(greatest(counted.ms, p.initial_block_ms)::numeric / p.increment_ms)
                                         * p.increment_ms end as ms) as sold
                     cross join lateral (
                        select sum(rate_minor::numeric * greatest(0, least(sold.ms, until_ms) - from_ms)) as product,
                               max(before_minor) as before_minor
                          from (select rate_minor, before_minor, from_ms,
                                       lead(from_ms, 1, 9223372036854775807) over (order by part_no) as until_ms
                                  from (select 0 as part_no, s.rate_minor, 0::bigint as before_minor, 0::bigint as from_ms
                                        union all
                                        select part_no, rate_minor, charged_before_minor,
                                               greatest(0, from_ms - p.free_first_ms)
                                          from billing.session_part where session_id = s.id) as steps) as parts) as part
                     where s.product = 'CALL' and s.part_no = 0 and p.free_first_ms = 0) as calls
             where charged_minor > rated or (charged_minor < rated and not fault) or delivered_ms - seen_ms > 60000""";

    static final String MATURITY = """
            select 'account ' || id || ' of ' || owner_ref || ' has ' || billing.in_words(balance, asset) || ' pending, its days hold '
                   || billing.in_words(sorted, asset) || ', ' || billing.in_words(unsorted, asset) || ' is not sorted yet'
              from (select b.id, b.owner_ref, b.balance, b.asset,
                           (select coalesce(sum(credit_minor + debit_minor - matured_minor), 0)
                              from billing.earning_day d where d.account_id = b.id) as sorted,
                           (select coalesce(sum(e.amount), 0)
                              from billing.entry e join billing.transfer t on t.id = e.transfer_id
                             where e.account_id = b.id and t.code <> 'MATURE'
                               and e.transfer_id > (select upto_transfer from billing.earning_mark)) as unsorted
                      from billing.account_balance b
                     where b.kind in ('creator.pending', 'agency.pending', 'referrer.pending')) as pending
             where balance <> sorted + unsorted""";

    static final String ORDERS = """
            select 'order ' || o.id || ' is ' || o.state || ' and was booked ' || count(t.id) || ' times'
              from billing.payment_order o left join billing.transfer t on t.ref = o.id and t.code = 'PURCHASE'
             where o.state in ('PAID', 'PART_REFUNDED', 'REFUNDED', 'CHARGEDBACK')
             group by o.id having count(t.id) <> 1
            union all
            select 'transfer ' || t.id || ' is a purchase without a paid order'
              from billing.transfer t left join billing.payment_order o on o.id = t.ref
             where t.code = 'PURCHASE' and (o.id is null or o.state in ('CREATED', 'PENDING', 'FAILED'))
            union all
            select 'order ' || o.id || ' costs ' || billing.in_words(o.price_minor, o.price_asset) || ', booked was '
                   || billing.in_words(-e.amount, e.asset)
              from billing.payment_order o join billing.transfer t on t.ref = o.id and t.code = 'PURCHASE'
              join billing.entry e on e.transfer_id = t.id join billing.account a on a.id = e.account_id
             where a.kind = 'psp.receivable' and (-e.amount <> o.price_minor or e.asset <> o.price_asset)""";

    static final String WEBHOOKS = """
            select 'order ' || id || ' is ' || state || ' since ' || updated_at from billing.payment_order
             where state = 'PENDING' and updated_at < ?::timestamptz - interval '1 day'
            union all
            select 'event ' || event_id || ' of ' || provider || ' is in quarantine: ' || reason
              from billing.provider_event where outcome = 'QUARANTINED'
            union all
            select 'event ' || event_id || ' of ' || provider || ' was received at ' || received_at || ' and never processed'
              from billing.provider_event where processed_at is null and received_at < ?::timestamptz - interval '1 hour'""";

    private BusinessChecks() {}
}
