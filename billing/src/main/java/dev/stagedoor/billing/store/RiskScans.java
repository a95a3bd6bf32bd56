package dev.stagedoor.billing.store;

import dev.stagedoor.billing.risk.RiskKind;
import dev.stagedoor.billing.risk.RiskTerms;
import dev.stagedoor.billing.risk.Suspicion;
import dev.stagedoor.billing.risk.TraitKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** What looks like fraud, a query each. They read counted hours and short indexes, and the journal of one wallet at most. */
final class RiskScans {
    /**
     * Pairs that paid each other in both directions are few, and only their tips are read. As many gifts came back as went in the
     * direction with fewer.
     */
    private static final String GIFT_LOOPS = """
            with pair as (
                select distinct there.payer_id as one, there.payee_id as other
                  from billing.spend_hour as there
                  join billing.spend_hour as back on back.payer_id = there.payee_id and back.payee_id = there.payer_id
                 where there.hour > ?::timestamptz - interval '3 hours' and back.hour > ?::timestamptz - interval '3 hours'
                   and there.payer_id < there.payee_id),
            gift as (
                select pair.one, pair.other,
                       least(count(*) filter (where tip.viewer_id = pair.one) over hourly,
                             count(*) filter (where tip.viewer_id = pair.other) over hourly) as returned
                  from pair join billing.tip on tip.viewer_id in (pair.one, pair.other)
                   and tip.performer_id in (pair.one, pair.other)
                 where tip.created_at > ?::timestamptz - interval '2 hours'
                window hourly as (partition by pair.one, pair.other order by tip.created_at
                                  range between interval '1 hour' preceding and current row))
            select one, other, max(returned) as measured from gift group by one, other having max(returned) > ?""";

    /** Thirty spans of twenty-four hours before the last one; those without spending count as nothing spent. */
    private static final String SPIKES = """
            with recent as (
                select payer_id, sum(amount_minor) as spent
                  from billing.spend_hour where hour > ?::timestamptz - interval '24 hours'
                 group by payer_id having sum(amount_minor) > ?),
            daily as (
                select payer_id, floor(extract(epoch from ?::timestamptz - hour) / 86400) as days_ago, sum(amount_minor) as spent
                  from billing.spend_hour join recent using (payer_id)
                 where hour <= ?::timestamptz - interval '24 hours' and hour > ?::timestamptz - interval '31 days'
                 group by payer_id, days_ago),
            usual as (
                select recent.payer_id, recent.spent, coalesce(max(daily.days_ago), 0) as known_days,
                       coalesce(sum(daily.spent), 0) / 30.0 as mean, coalesce(sum(daily.spent ^ 2), 0) / 30.0 as square
                  from recent left join daily using (payer_id) group by recent.payer_id, recent.spent),
            edge as (
                select payer_id, spent::bigint as measured,
                       greatest(case when known_days >= 7 then ?::bigint else ?::bigint end,
                                floor(mean + ? * sqrt(greatest(square - mean ^ 2, 0)))::bigint) as allowed
                  from usual)
            select edge.payer_id, edge.measured, edge.allowed,
                   array(select payee_id from billing.spend_hour as paid
                          where paid.payer_id = edge.payer_id and paid.hour > ?::timestamptz - interval '24 hours'
                            and paid.payee_id <> '00000000-0000-0000-0000-000000000000'
                          group by payee_id having sum(paid.amount_minor) * 2 >= edge.measured) as payees
              from edge where measured > allowed""";

    /** Only what somebody new has joined since the last scans can have become too many. */
    private static final String SHARED = """
            select encode(digest, 'hex') as digest, count(*) as measured, array_agg(account_id order by first_seen, account_id) as accounts
              from billing.shared_trait
             where kind = ? and last_seen > ?::timestamptz
               and digest in (select digest from billing.shared_trait where kind = ? and first_seen > ?::timestamptz - interval '1 day')
             group by digest having count(*) > ?""";

    private static final String TRIES = """
            select user_id, max(tries) as measured
              from (select sold.user_id, count(*) over (partition by sold.user_id order by event.received_at
                                                        range between interval '1 hour' preceding and current row) as tries
                      from billing.provider_event as event join billing.payment_order as sold on sold.id = event.order_id
                     where event.kind = 'FAILED' and event.received_at > ?::timestamptz - interval '2 hours') as declined
             group by user_id having max(tries) > ?""";

    /**
     * Who gave a payee the most since then, if it began to spend since then, and its part in per cent, rounded up. Hours are forgotten;
     * of who is in none, the wallet's own journal says when it began.
     */
    private static final String NEWCOMER = """
            with given as (
                select payer_id, sum(amount_minor) as amount from billing.spend_hour
                 where payee_id = ? and hour > ?::timestamptz group by payer_id)
            select payer_id, ceil(amount * 100 / (select sum(amount) from given))::bigint as measured
              from given
             where amount >= ?
               and not exists (select from billing.spend_hour as before
                                where before.payer_id = given.payer_id and before.hour <= ?::timestamptz)
               and not exists (select from billing.account as wallet
                                 join billing.entry as spent on spent.account_id = wallet.id
                                 join billing.transfer as before on before.id = spent.transfer_id
                                where wallet.owner_ref = given.payer_id and wallet.kind in ('viewer.available', 'viewer.held')
                                  and spent.amount < 0 and before.created_at <= ?::timestamptz
                                  and before.code in ('CAPTURE', 'TIP', 'GIFT', 'TICKET_BUY', 'SUBSCRIBE'))
             order by amount desc, payer_id limit 1""";

    private final DSLContext sql;
    private final RiskTerms terms;
    private final OffsetDateTime now;

    RiskScans(DSLContext sql, RiskTerms terms, Instant now) {
        this.sql = sql;
        this.terms = terms;
        this.now = Instants.utc(now);
    }

    /** All that is found by looking from time to time. */
    List<Suspicion> all() {
        return Stream.of(
                        giftLoops(),
                        spikes(),
                        shared(RiskKind.SHARED_DEVICE, TraitKind.DEVICE, terms.accountsOfDevice()),
                        shared(RiskKind.SHARED_CARD, TraitKind.CARD, terms.accountsOfCard()),
                        tries())
                .flatMap(List::stream)
                .toList();
    }

    private List<Suspicion> giftLoops() {
        return sql.fetch(GIFT_LOOPS, now, now, now, terms.returnedGifts()).map(row -> {
            UUID one = row.get("one", UUID.class);
            UUID other = row.get("other", UUID.class);
            return new Suspicion(
                    RiskKind.GIFT_LOOP,
                    one,
                    one + " " + other,
                    measured(row),
                    terms.returnedGifts(),
                    Map.of(one, true, other, true));
        });
    }

    private List<Suspicion> spikes() {
        return sql.fetch(
                        SPIKES,
                        now,
                        terms.spikeFloorMinor(),
                        now,
                        now,
                        now,
                        terms.spikeFloorMinor(),
                        terms.newcomerFloorMinor(),
                        terms.spikeSigmas(),
                        now)
                .map(row -> {
                    UUID payer = row.get("payer_id", UUID.class);
                    Map<UUID, Boolean> parties = parties(row.get("payees", UUID[].class), true);
                    parties.put(payer, false);
                    return new Suspicion(
                            RiskKind.SPEND_SPIKE,
                            payer,
                            payer.toString(),
                            measured(row),
                            row.get("allowed", Long.class),
                            parties);
                });
    }

    private List<Suspicion> shared(RiskKind kind, TraitKind trait, int allowed) {
        return sql.fetch(SHARED, trait.name(), now.minus(terms.traitLife()), trait.name(), now, allowed)
                .map(row -> {
                    UUID[] accounts = row.get("accounts", UUID[].class);
                    return new Suspicion(
                            kind,
                            accounts[0],
                            row.get("digest", String.class),
                            measured(row),
                            allowed,
                            parties(accounts, true));
                });
    }

    private List<Suspicion> tries() {
        return sql.fetch(TRIES, now, terms.cardTries()).map(row -> {
            UUID user = row.get("user_id", UUID.class);
            return new Suspicion(
                    RiskKind.CARD_TRIES, user, user.toString(), measured(row), terms.cardTries(), Map.of(user, false));
        });
    }

    /**
     * A payout that takes nearly all, of what mostly one newcomer gave; null if it is not so.
     *
     * @param cashedPercent of what could be paid out
     * @param since what was earned from then on could not be paid out much earlier
     */
    @Nullable
    Suspicion quickCashOut(UUID payee, long cashedPercent, Instant since) {
        if (cashedPercent < terms.cashOutPercent()) {
            return null;
        }
        OffsetDateTime from = Instants.utc(since);
        Record row = sql.fetchOne(NEWCOMER, payee, from, terms.cashOutFloorMinor(), from, from);
        if (row == null || measured(row) <= terms.newcomerPercent()) {
            return null;
        }
        UUID payer = row.get("payer_id", UUID.class);
        return new Suspicion(
                RiskKind.QUICK_CASH_OUT,
                payee,
                payee + " " + payer,
                measured(row),
                terms.newcomerPercent(),
                Map.of(payee, true, payer, false));
    }

    private static long measured(Record row) {
        return row.get("measured", Long.class);
    }

    private static Map<UUID, Boolean> parties(UUID[] accounts, boolean holds) {
        Map<UUID, Boolean> parties = new HashMap<>();
        Arrays.stream(accounts).forEach(account -> parties.put(account, holds));
        return parties;
    }
}
