package dev.stagedoor.billing;

import static org.assertj.core.api.Assertions.fail;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** What must hold at every commit, written as queries that find what breaks it. */
public final class Invariants {
    private static final Map<String, String> BREACHES = breaches();

    private Invariants() {}

    /** Fails with the name of the first invariant that does not hold, and what breaks it. */
    public static void check(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> breach : BREACHES.entrySet()) {
                try (ResultSet found = statement.executeQuery(breach.getValue())) {
                    if (found.next()) {
                        fail(breach.getKey() + " is broken by " + found.getString(1));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the invariants could not be checked", e);
        }
    }

    private static Map<String, String> breaches() {
        Map<String, String> breaches = new LinkedHashMap<>();
        ofTheJournal(breaches);
        ofCoins(breaches);
        ofSessions(breaches);
        ofShows(breaches);
        ofPayouts(breaches);
        ofSettlements(breaches);
        return breaches;
    }

    private static void ofTheJournal(Map<String, String> breaches) {
        breaches.put("1. every transfer sums to zero in every asset", """
                select transfer_id from billing.entry group by transfer_id, asset having sum(amount) <> 0
                union all select id from billing.transfer t
                 where (select count(*) from billing.entry e where e.transfer_id = t.id) < 2""");
        breaches.put("1. all accounts together sum to zero in every asset", """
                select asset from billing.account_balance group by asset having sum(balance) <> 0""");
        breaches.put("2. a balance is the sum of its entries, a version their number", """
                select b.id from billing.account_balance b left join billing.entry e on e.account_id = b.id
                 group by b.id, b.balance, b.version
                having b.balance <> coalesce(sum(e.amount), 0) or b.version <> count(e.amount)""");
        breaches.put("2. versions have no gaps and balances follow from each other", """
                select account_id from (
                    select account_id, account_version, balance_after, amount,
                           lag(balance_after, 1, 0) over (partition by account_id order by account_version) as before,
                           row_number() over (partition by account_id order by account_version) as place
                      from billing.entry where account_version is not null) as steps
                 where account_version <> place or balance_after <> before + amount""");
        breaches.put("3. nobody is below a floor", "select id from billing.account where balance < floor_minor");
    }

    private static void ofCoins(Map<String, String> breaches) {
        breaches.put("4. captured and released stay within the hold", """
                select session_id from billing.hold where captured + released > amount""");
        breaches.put("4. a session that is over holds nothing", """
                select session_id from billing.hold join billing.metered_session on id = session_id
                 where state not in ('HELD', 'ACTIVE') and captured + released <> amount""");
        breaches.put("5. held coins are the sum of open holds", """
                select a.owner_ref from billing.account a left join billing.hold h on h.owner_ref = a.owner_ref
                 where a.kind = 'viewer.held' group by a.owner_ref, a.balance
                having a.balance <> coalesce(sum(h.amount - h.captured - h.released), 0)""");
        breaches.put("6. coins are the sum of lots, free ones and pinned ones each", """
                select owner_ref from (
                    select owner_ref, kind, balance,
                           (select coalesce(sum(case kind when 'viewer.held' then pinned else remaining - pinned end), 0)
                              from billing.coin_lot l where l.owner_ref = a.owner_ref) as lots
                      from billing.account a where kind in ('viewer.available', 'viewer.held')) as sides
                 where balance <> lots""");
        breaches.put("6. escrow is the sum of open tickets", """
                select a.owner_ref from billing.account a left join billing.escrow_ticket t on t.event_ref = a.owner_ref
                 where a.kind = 'escrow.event' group by a.owner_ref, a.balance
                having a.balance <> coalesce(sum(t.amount - t.delivered - t.returned), 0)""");
        breaches.put("6. an open ticket is the sum of its coins", """
                select t.ticket_id from billing.escrow_ticket t left join billing.escrow_lot l using (ticket_id)
                 group by t.ticket_id having t.amount - t.delivered - t.returned <> coalesce(sum(l.amount), 0)""");
        breaches.put("6. what a lot is short of is what was taken from it", """
                select l.id from billing.coin_lot l left join billing.lot_alloc a on a.lot_id = l.id
                 group by l.id, l.remaining
                having l.remaining <> sum(case when a.kind in ('GRANT', 'RESTORE', 'REINSTATE', 'RETURN') then a.amount
                                               when a.kind in ('HOLD', 'RELEASE', 'DELIVER') then 0 else -a.amount end)""");
        breaches.put("6. nothing is settled that is still there or in escrow, unless it has come back since", """
                select l.id from billing.coin_lot l
                 where l.settled > l.granted - l.remaining
                       - (select coalesce(sum(amount), 0) from billing.escrow_lot e where e.lot_id = l.id)
                   and not exists (select from billing.lot_alloc a where a.lot_id = l.id and a.kind = 'RESTORE')""");
        breaches.put("6. deferred revenue is what was received for coins that are not settled", """
                select asset from billing.account_balance b where kind = 'platform.deferred_revenue' group by asset
                having sum(balance) <> (
                    select coalesce(sum(cost_minor - div(cost_minor::numeric * settled, granted)), 0)
                      from billing.coin_lot l where l.cost_asset = b.asset)""");
        breaches.put("6. pins of lots are pins of holds", """
                select l.id from billing.coin_lot l left join billing.hold_lot h on h.lot_id = l.id
                 group by l.id, l.pinned having l.pinned <> coalesce(sum(h.pinned), 0)""");
    }

    private static void ofShows(Map<String, String> breaches) {
        breaches.put("escrow is what tickets and pledges wait for", """
                select a.owner_ref from billing.account a
                 where a.kind = 'escrow.event' and exists (select from billing.escrow_event e where e.id = a.owner_ref)
                   and a.balance <> (
                    select coalesce(sum(amount_minor), 0) from billing.escrow_claim c
                     where c.event_id = a.owner_ref and c.state = 'HELD')
                union all
                select e.id from billing.escrow_event e
                 where e.collected_minor <> (
                    select coalesce(sum(amount_minor), 0) from billing.escrow_claim c
                     where c.event_id = e.id and c.state <> 'CANCELLED')
                   and e.state <> 'CANCELLED'""");
        breaches.put("a subscription's escrow is its open month", """
                select a.owner_ref from billing.account a join billing.subscription s on s.id = a.owner_ref
                  left join billing.subscription_month m on m.subscription_id = s.id and m.open
                 where a.kind = 'escrow.event' and a.balance <> coalesce(m.price_minor, 0)
                union all
                select m.id from billing.subscription_month m join billing.subscription s on s.id = m.subscription_id
                 where m.open and (s.state <> 'ACTIVE' or m.number <> s.month_no or m.ends_at <> s.period_end)""");
        breaches.put("a booking that is over holds nothing, one that is not holds its deposit", """
                select b.id from billing.booking b join billing.hold h on h.session_id = b.id
                 where (b.state in ('CANCELLED', 'NO_SHOW')
                        and (h.captured <> b.kept_minor or h.captured + h.released <> h.amount))
                    or (b.state = 'BOOKED' and (h.amount <> b.deposit_minor or h.captured + h.released <> 0))
                union all
                select id from billing.booking b
                 where not exists (select from billing.hold h where h.session_id = b.id)""");
        breaches.put("a performer's time is taken by what is open, and by nothing else", """
                (select id from billing.metered_session
                  where state in ('HELD', 'ACTIVE') and product in ('CALL', 'PRIVATE', 'FLAT')
                 union all select id from billing.group_show where state <> 'ENDED'
                 except select subject_id from billing.engagement)
                union all
                (select subject_id from billing.engagement
                 except (select id from billing.metered_session
                          where state in ('HELD', 'ACTIVE') and product in ('CALL', 'PRIVATE', 'FLAT')
                         union all select id from billing.group_show where state <> 'ENDED'))""");
        breaches.put("the parts of a session follow each other and never cost less", """
                select session_id from (
                    select session_id, from_ms, charged_before_minor,
                           lag(from_ms, 1, 0) over (partition by session_id order by part_no) as last_ms,
                           lag(charged_before_minor, 1, 0) over (partition by session_id order by part_no) as last_minor
                      from billing.session_part) as parts
                 where from_ms < last_ms or charged_before_minor < last_minor""");
    }

    private static void ofPayouts(Map<String, String> breaches) {
        breaches.put("14. what waits to be sent is in transit, and nothing else", """
                select a.owner_ref from billing.account a
                 where a.kind = 'creator.payout_in_transit' and a.balance <> (
                    select coalesce(sum(p.gross_minor - p.withheld_minor), 0) from billing.payout p
                     where p.payee_id = a.owner_ref and p.state in ('REQUESTED', 'HELD', 'APPROVED'))""");
    }

    private static void ofSettlements(Map<String, String> breaches) {
        breaches.put("21. settlements booked what their lines say, of fees and of what reached the bank", """
                select code from (
                    select 'SETTLEMENT' as code, coalesce(sum(net_minor), 0) as said from billing.settlement_line
                    union all select 'PSP_FEE', coalesce(sum(fee_booked_minor), 0) from billing.settlement_line) as lines
                 where said <> (
                    select coalesce(sum(e.amount), 0) from billing.transfer t join billing.entry e on e.transfer_id = t.id
                      join billing.account a on a.id = e.account_id
                     where t.code = lines.code and a.kind = 'psp.receivable')""");
    }

    private static void ofSessions(Map<String, String> breaches) {
        breaches.put("7. a call that never ran cost nothing", """
                select session_id from billing.session_receipt where started_at is null and charged_minor <> 0""");
        breaches.put("7. a receipt says what was captured and not given back", """
                select r.session_id from billing.session_receipt r
                 where r.charged_minor <> (
                    select coalesce(sum(e.amount), 0) from billing.transfer t join billing.entry e on e.transfer_id = t.id
                      join billing.account a on a.id = e.account_id
                     where t.session_id = r.session_id and a.kind = 'platform.coins_redeemed'
                       and t.code in ('CAPTURE', 'CALL_REFUND') and t.idem_scope <> 'dispute')""");
        breaches.put("9. nothing is left of a refused request", """
                select session_id::text from billing.session_fence f
                 where not exists (select from billing.metered_session s where s.id = f.session_id)
                union all select id::text from billing.tip t
                 where not exists (select from billing.transfer where transfer.id = t.transfer_id)""");
        breaches.put("12. every heartbeat was written under an epoch that the session had", """
                select h.session_id from billing.heartbeat h join billing.session_fence f using (session_id)
                 where h.lease_epoch > f.lease_epoch""");
        breaches.put("20. coins issued are held, free, in escrow, redeemed or expired", """
                select 'coins' from billing.account_balance where asset = 'COIN' having sum(balance) <> 0
                union all
                select 'liability' from billing.account_balance where asset = 'COIN'
                having coalesce(-sum(balance) filter (where code = 'P1'), 0)
                    <> coalesce(sum(balance) filter (where code in ('V1', 'V2', 'E1', 'P2', 'P3')), 0)""");
    }
}
