package dev.stagedoor.billing.store;

/** What should not be among coins, holds and lots: queries of one column, a line for each finding. */
final class CoinChecks {
    static final String HOLDS = """
            select 'viewer ' || a.owner_ref || ' holds ' || billing.in_words(a.balance, 'COIN') || ', open holds are '
                   || billing.in_words(coalesce(sum(h.amount - h.captured - h.released), 0), 'COIN')
              from billing.account a left join billing.hold h on h.owner_ref = a.owner_ref
             where a.kind = 'viewer.held' group by a.owner_ref, a.balance
            having a.balance <> coalesce(sum(h.amount - h.captured - h.released), 0)
            union all
            select 'session ' || session_id || ' is ' || state || ' and still holds '
                   || billing.in_words(amount - captured - released, 'COIN')
              from billing.hold join billing.metered_session on id = session_id
             where state not in ('HELD', 'ACTIVE') and captured + released <> amount""";

    static final String LOTS = """
            select 'viewer ' || owner_ref || ': ' || kind || ' is ' || billing.in_words(balance, 'COIN') || ', lots come to '
                   || billing.in_words(lots, 'COIN')
              from (select a.owner_ref, a.kind, a.balance,
                           coalesce(sum(case a.kind when 'viewer.held' then l.pinned else l.remaining - l.pinned end), 0) as lots
                      from billing.account a left join billing.coin_lot l on l.owner_ref = a.owner_ref
                     where a.kind in ('viewer.available', 'viewer.held')
                     group by a.id) as sides
             where balance <> lots
            union all
            select 'lot ' || l.id || ' has ' || billing.in_words(l.pinned, 'COIN') || ' pinned, holds pin '
                   || billing.in_words(coalesce(sum(h.pinned), 0), 'COIN')
              from billing.coin_lot l left join billing.hold_lot h on h.lot_id = l.id
             group by l.id having l.pinned <> coalesce(sum(h.pinned), 0)""";

    static final String COINS_ISSUED = """
            select 'issued ' || billing.in_words(issued, 'COIN') || ', but held, free, in escrow, used and expired are '
                   || billing.in_words(there, 'COIN')
              from (select coalesce(-sum(balance) filter (where code = 'P1'), 0) as issued,
                           coalesce(sum(balance) filter (where code in ('V1', 'V2', 'E1', 'P2', 'P3')), 0) as there
                      from billing.account_balance where asset = 'COIN') as coins
             where issued <> there""";

    static final String ESCROW = """
            select 'event ' || a.owner_ref || ' has ' || billing.in_words(a.balance, 'COIN') || ' in escrow, open tickets are '
                   || billing.in_words(coalesce(sum(t.amount - t.delivered - t.returned), 0), 'COIN')
              from billing.account a left join billing.escrow_ticket t on t.event_ref = a.owner_ref
             where a.kind = 'escrow.event' group by a.owner_ref, a.balance
            having a.balance <> coalesce(sum(t.amount - t.delivered - t.returned), 0)
            union all
            select 'ticket ' || t.ticket_id || ' has ' || billing.in_words(t.amount - t.delivered - t.returned, 'COIN')
                   || ' left, its lots come to ' || billing.in_words(coalesce(sum(l.amount), 0), 'COIN')
              from billing.escrow_ticket t left join billing.escrow_lot l using (ticket_id)
             group by t.ticket_id having t.amount - t.delivered - t.returned <> coalesce(sum(l.amount), 0)""";

    static final String FREE_MINUTES = """
            select 'month ' || m.id || ' of subscription ' || m.subscription_id || ' was to bring '
                   || billing.in_words(p.allowance_minor, 'COIN') || ' until ' || m.ends_at || ', brought was '
                   || billing.in_words(coalesce(sum(l.granted), 0), 'COIN') || ' in ' || count(l.id)
                   || ' lots until ' || coalesce(max(l.expires_at)::text, 'no day')
              from billing.subscription_month m join billing.plan_version p on p.id = m.plan_id
              left join billing.transfer t on t.session_id = m.id and t.code = 'ALLOWANCE'
              left join billing.coin_lot l on l.source_transfer_id = t.id
             group by m.id, p.id
            having coalesce(sum(l.granted), 0) <> p.allowance_minor
                or count(l.id) <> case when p.allowance_minor > 0 then 1 else 0 end
                or count(l.id) <> count(l.id) filter (where l.expires_at <= m.ends_at and not l.mercy)""";

    /** Rounded per lot as recognition rounds, so that the two are equal and not just near. */
    static final String COIN_LIABILITY = """
            select billing.in_words(deferred, asset) || ' deferred, coins not settled come to ' || billing.in_words(cost, asset)
              from (select asset, sum(balance) as deferred,
                           (select coalesce(sum(cost_minor - div(cost_minor::numeric * settled, granted)), 0)
                              from billing.coin_lot where cost_asset = asset) as cost
                      from billing.account_balance where kind = 'platform.deferred_revenue' group by asset) as liability
             where deferred <> cost""";

    /** Figures, whatever was found. */
    static final String COIN_LIABILITY_REPORT = """
            select class || ': ' || billing.in_words(sum(remaining), 'COIN') || ' unused in ' || count(*) || ' lots'
              from billing.coin_lot where remaining > 0 group by class
            union all
            select billing.in_words(sum(balance), asset) || ' revenue deferred'
              from billing.account_balance where kind = 'platform.deferred_revenue' group by asset
            union all
            select billing.in_words(sum(cost_minor::numeric * remaining / granted), cost_asset) || ' cost of unused coins'
              from billing.coin_lot where remaining > 0 and cost_minor > 0 group by cost_asset
            order by 1""";

    private CoinChecks() {}
}
