package dev.stagedoor.benchmarks.ledger;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.billing.Billing;
import dev.stagedoor.billing.ledger.LedgerBrowser.Filter;
import dev.stagedoor.billing.metering.CallKind;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.Rate;
import dev.stagedoor.billing.payments.OrderOutcome;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.wallet.Movement;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the pages of consoles and wallets ask billing for, by the calls that they make themselves. */
final class GrowthPages {
    private static final int ROWS = 50;
    private static final int DEEP = 20;
    private static final int UNCOUNTED = 3;
    private static final int TIMES = 40;
    private static final int RECENT = 50;
    private static final long BEGUN_MS = 1;
    private static final long CALL_MS = 59_000;

    private final Billing billing;
    private final List<UUID> viewers;
    private final List<UUID> performers;
    private final UUID agency;
    private final List<UUID> calls = new ArrayList<>();
    private final List<UUID> orders = new ArrayList<>();

    /** @param performers the first a star, whom the agency represents */
    GrowthPages(Billing billing, List<UUID> viewers, List<UUID> performers, UUID agency) {
        this.billing = billing;
        this.viewers = viewers;
        this.performers = performers;
        this.agency = agency;
    }

    /** Some calls and purchases through the product, for the pages that are about those. */
    void prepare() {
        for (int i = 0; i < RECENT; i++) {
            calls.add(call(viewers.get(i), performers.get(i)));
            orders.add(buy(viewers.get(i)));
        }
        // Their delivered time becomes durable by heartbeats, as it would have on the way.
        billing.maintenance().runUpkeep();
        calls.forEach(call -> billing.metering().end(call, CALL_MS, EndReason.HANG_UP));
    }

    private UUID call(UUID viewer, UUID performer) {
        var metering = billing.metering();
        UUID call = MeteredCall.newId();
        var quote =
                metering.quote(viewer, performer, new Rate(CallKind.VIDEO, MeteredCall.PER_MINUTE, Increment.MINUTE));
        metering.hold(call, quote.quoteId());
        metering.started(call);
        metering.usage(call, BEGUN_MS);
        metering.usage(call, CALL_MS);
        return call;
    }

    private UUID buy(UUID viewer) {
        var made =
                billing.payments().order(viewer, "inr-49", MeteredCall.newId().toString());
        if (!(made instanceof OrderOutcome.Created created)) {
            throw new LoadFailure("billing refused an order: " + made);
        }
        UUID order = created.order().orderId();
        for (var webhook : billing.payments().sandbox().pay(order, "SUCCESS")) {
            billing.providerNews()
                    .webhook(
                            "sandbox", webhook.headers(), webhook.body().getBytes(StandardCharsets.UTF_8), "127.0.0.1");
        }
        return order;
    }

    /** Each page several times over, for somebody else each time where it is about somebody; slowest first. */
    List<GrowthReport.Page> measure() {
        var pages = new ArrayList<GrowthReport.Page>();
        pages().forEach((name, page) -> {
            var us = new Histogram(TimeUnit.MINUTES.toMicros(10), 3);
            for (int i = -UNCOUNTED; i < TIMES; i++) {
                long beganNs = System.nanoTime();
                page.run();
                if (i >= 0) {
                    us.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - beganNs));
                }
            }
            pages.add(new GrowthReport.Page(name, MeteringReport.Percentiles.ofMicroseconds(us)));
        });
        pages.sort(
                Comparator.comparingDouble((GrowthReport.Page page) -> page.ms().p99())
                        .reversed());
        return pages;
    }

    private Map<String, Runnable> pages() {
        var ledger = billing.ledger();
        var payouts = billing.payDesk().payouts();
        UUID star = performers.getFirst();
        long starAccount = ledger.accounts(star, "creator.pending", null, 1)
                .items()
                .getFirst()
                .id();
        var month = YearMonth.now(ZoneOffset.UTC);
        var pages = new LinkedHashMap<String, Runnable>();
        pages.put("wallet: balance", () -> billing.wallets().wallet(one(viewers)));
        pages.put("wallet: history", () -> billing.wallets().movements(one(viewers), Movement.Filter.ALL, null, ROWS));
        pages.put(
                "wallet: history, what was bought",
                () -> billing.wallets().movements(one(viewers), Movement.Filter.BOUGHT, null, ROWS));
        pages.put("wallet: history, 20 pages in turn", () -> {
            UUID viewer = one(viewers);
            String cursor = null;
            for (int i = 0; i < DEEP; i++) {
                cursor = billing.wallets()
                        .movements(viewer, Movement.Filter.ALL, cursor, 1)
                        .nextCursor();
            }
        });
        pages.put("wallet: coins that expire", () -> billing.coinLife().expiring(one(viewers)));
        pages.put("wallet: limits", () -> billing.limits().limits(one(viewers)));
        pages.put("performer: earnings", () -> billing.wallets().earnings(one(performers)));
        pages.put("performer: earnings of a star", () -> billing.wallets().earnings(star));
        pages.put("performer: money of a star", () -> payouts.summary(star, false));
        pages.put("performer: month of a star", () -> billing.payDesk().papers().statement(star, month));
        pages.put("agency: what it earned by whom", () -> billing.agencies().earnedFor(agency, month));
        pages.put("console: trial balance", ledger::trialBalance);
        pages.put("console: accounts", () -> ledger.accounts(null, null, null, ROWS));
        pages.put("console: accounts of a kind", () -> ledger.accounts(null, "creator.pending", null, ROWS));
        pages.put("console: accounts of somebody", () -> ledger.accounts(one(viewers), null, null, ROWS));
        pages.put("console: transfers", () -> ledger.transfers(Filter.NONE, null, ROWS));
        pages.put(
                "console: transfers of a rare code",
                () -> ledger.transfers(new Filter(null, null, "PURCHASE"), null, ROWS));
        pages.put(
                "console: transfers of a star",
                () -> ledger.transfers(new Filter(starAccount, null, null), null, ROWS));
        pages.put(
                "console: rare transfers of a star",
                () -> ledger.transfers(new Filter(starAccount, null, "CAPTURE"), null, ROWS));
        pages.put(
                "console: transfers of a call", () -> ledger.transfers(new Filter(null, one(calls), null), null, ROWS));
        pages.put("console: sessions", () -> billing.sessions().sessions(null, null, ROWS));
        pages.put("console: session", () -> billing.sessions().session(one(calls)));
        pages.put("console: evidence of a call", () -> billing.disputes().evidenceOfCall(one(calls)));
        pages.put("console: evidence of an order", () -> billing.disputes().evidenceOfOrder(one(orders)));
        pages.put("console: refunds", () -> billing.disputes().refunds(null, null, null, ROWS));
        pages.put("console: complaints", () -> billing.disputes().disputes(null, null, ROWS));
        pages.put("console: chargebacks", () -> billing.disputes().chargebacks(null, ROWS));
        pages.put("console: payouts", () -> payouts.browser().payouts(null, null, null, ROWS));
        pages.put("console: payees", () -> payouts.browser().payees(ROWS));
        pages.putAll(newsPages());
        return pages;
    }

    /** Of what providers sent; hardly any of it is CCBill's. */
    private Map<String, Runnable> newsPages() {
        var news = billing.providerNews();
        return Map.of(
                "console: inbox", () -> news.inbox(null, null, ROWS),
                "console: inbox of a rare provider", () -> news.inbox("ccbill", null, ROWS),
                "console: providers", news::inboxSummary);
    }

    private static UUID one(List<UUID> of) {
        return of.get(ThreadLocalRandom.current().nextInt(of.size()));
    }
}
