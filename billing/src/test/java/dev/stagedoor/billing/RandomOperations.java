package dev.stagedoor.billing;

import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.HoldOutcome;
import dev.stagedoor.billing.metering.MeterReading;
import dev.stagedoor.billing.metering.Metering;
import dev.stagedoor.billing.metering.Quote;
import dev.stagedoor.billing.metering.Receipt;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.OrderOutcome;
import dev.stagedoor.billing.payments.SignedWebhook;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.pricing.RatePlan;
import dev.stagedoor.billing.wallet.Tip;
import dev.stagedoor.billing.wallet.TipOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * People who buy, tip, call and hang up at random on a database that is lost at random moments, beside a model that says
 * what must come of it. Everything a fault interrupts is asked for again, as clients do.
 */
final class RandomOperations {
    private static final int PEOPLE = 6;
    private static final int AGENCY_BASIS_POINTS = 2_500;
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final BillingConfig CONFIG =
            BillingConfig.builder().exclusive(true).peakWindows(List.of()).build();

    private final Random random;
    private final FaultyDataSource database;
    private final Model model = new Model();
    private final List<UUID> viewers =
            Stream.generate(TestBilling::id).limit(PEOPLE).toList();
    private final List<UUID> performers =
            Stream.generate(TestBilling::id).limit(PEOPLE).toList();
    private final UUID agency = TestBilling.id();
    private final List<Tip> tips = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private TestBilling test;

    RandomOperations(long seed, FaultyDataSource database) {
        this.random = new Random(seed);
        this.database = database;
        this.test = new TestBilling(database, CONFIG);
        // Long ago, so that a clock that is set back does not come to a time before it.
        test.setWrong(-DAY_MS);
        for (UUID performer : performers.subList(0, PEOPLE / 2)) {
            test.represent(performer, agency, AGENCY_BASIS_POINTS);
            model.represent(performer, agency, AGENCY_BASIS_POINTS);
        }
        test.setWrong(DAY_MS);
    }

    /** One random thing; returns what it was. */
    String step() {
        test.pass(1 + random.nextInt(1_500));
        int what = random.nextInt(100);
        if (what < 40) {
            return withCall(this::report);
        }
        if (what < 55) {
            return tip();
        }
        if (what < 67) {
            return call();
        }
        if (what < 77) {
            return withCall(this::end);
        }
        if (what < 84) {
            return buy();
        }
        if (what < 88) {
            return repeat();
        }
        if (what < 98) {
            return asking(() -> {
                test.billing.runMaintenance();
                return "maintenance";
            });
        }
        return what == 98 ? crash() : setTheClock();
    }

    /** The database and the model say the same of everybody. */
    void compare() {
        Map<UUID, Long> coins = sums("""
                select owner_ref, sum(balance) from billing.account
                 where kind in ('viewer.available', 'viewer.held') group by owner_ref""");
        Map<UUID, Long> earned = sums("""
                select owner_ref, balance from billing.account_balance
                 where kind in ('creator.pending', 'agency.pending')""");
        Map<UUID, Long> captured = sums("""
                select id, captured_minor from billing.metered_session where state in ('HELD', 'ACTIVE')""");
        assertThat(captured.keySet()).isEqualTo(model.calls().keySet());
        for (Model.Call call : model.calls().values()) {
            long taken = captured.getOrDefault(call.id(), 0L);
            assertThat(taken).isLessThanOrEqualTo(call.charge().grossMinor(call.billedMs()));
            coins.merge(call.viewer(), taken, Long::sum);
            model.sharesOf(call.performer(), taken).forEach((payee, share) -> earned.merge(payee, -share, Long::sum));
        }
        for (UUID viewer : viewers) {
            assertThat(coins.getOrDefault(viewer, 0L)).as("coins of " + viewer).isEqualTo(model.coins(viewer));
        }
        for (UUID performer : performers) {
            assertThat(earned.getOrDefault(performer, 0L))
                    .as("earnings of " + performer)
                    .isEqualTo(model.earned(performer));
        }
        assertThat(earned.getOrDefault(agency, 0L)).as("earnings of the agency").isEqualTo(model.earned(agency));
    }

    private Map<UUID, Long> sums(String query) {
        Map<UUID, Long> sums = new HashMap<>();
        for (String row : Sql.rows(database, "select owner || ' ' || sum from (" + query + ") as t (owner, sum)")) {
            String[] parts = row.split(" ", -1);
            sums.put(UUID.fromString(parts[0]), Long.parseLong(parts[1]));
        }
        return sums;
    }

    private String buy() {
        UUID viewer = pick(viewers);
        if (random.nextBoolean()) {
            long minor = 1L + random.nextInt(60_000);
            UUID grant = id();
            asking(() -> test.billing.wallets().grantPromotion(viewer, grant, Money.coins(minor), "gift"));
            model.give(viewer, minor);
            return "promotion of " + minor;
        }
        String key = id().toString();
        OrderOutcome created = asking(() -> test.billing.payments().order(viewer, "inr-49", key));
        Order order = ((OrderOutcome.Created) created).order();
        List<SignedWebhook> once = test.billing.payments().sandbox().pay(order.orderId(), "SUCCESS");
        List<SignedWebhook> news = new ArrayList<>(once);
        news.addAll(once);
        Collections.shuffle(news, random);
        for (SignedWebhook webhook : news) {
            byte[] body = webhook.body().getBytes(StandardCharsets.UTF_8);
            asking(() -> test.billing.payments().webhook("sandbox", webhook.headers(), body, "127.0.0.1"));
        }
        model.give(viewer, order.coins().amountMinor());
        return "purchase of " + order.coins().amountMinor();
    }

    private String tip() {
        UUID viewer = pick(viewers);
        Tip tip = new Tip(id(), viewer, pick(performers), null, Money.coins(1 + random.nextInt(15_000)), "", false);
        boolean enough = test.available(viewer) >= tip.amount().amountMinor();
        TipOutcome outcome = asking(() -> test.billing.tips().tip(tip));
        assertThat(outcome instanceof TipOutcome.Posted).as("tip " + tip).isEqualTo(enough);
        if (enough) {
            tips.add(tip);
            model.tip(tip.tipId(), viewer, tip.performerId(), tip.amount().amountMinor());
        }
        return "tip of " + tip.amount().amountMinor() + ", posted: " + enough;
    }

    private String call() {
        UUID viewer = pick(viewers);
        UUID performer = pick(performers);
        Increment increment = random.nextBoolean() ? Increment.MINUTE : Increment.SECOND;
        int rate = 1 + random.nextInt(20);
        UUID call = id();
        Quote quote = asking(() -> test.quote(viewer, performer, rate, increment));
        boolean enough = test.available(viewer) >= quote.minimum().amountMinor();
        HoldOutcome outcome = asking(() -> test.billing.metering().hold(call, quote.quoteId()));
        boolean expected = enough && !model.isBusy(viewer, performer);
        assertThat(outcome instanceof HoldOutcome.Held).as("hold " + outcome).isEqualTo(expected);
        if (expected) {
            model.put(new Model.Call(
                    call,
                    viewer,
                    performer,
                    RatePlan.of(increment, CONFIG.pricing()).at(rate * 1_000L),
                    false,
                    0));
        }
        return "call at " + rate + " by the " + increment + ", held: " + expected;
    }

    private String report(Model.Call call) {
        Metering metering = test.billing.metering();
        if (!call.running()) {
            asking(() -> {
                metering.started(call.id());
                return "";
            });
            model.put(call.started());
            return "start";
        }
        long reported = call.billedMs() + random.nextInt(70_000) - 5_000;
        long expected = Math.max(call.billedMs(), Math.min(reported, model.payableMs(call)));
        arm();
        metering.usage(call.id(), reported);
        database.breakAt(Fault.NONE);
        test.pass(1_000);
        MeterReading reading = metering.usage(call.id(), reported);
        assertThat(reading.billableMs()).as("report of " + reported).isEqualTo(expected);
        assertThat(reading.charged().amountMinor()).isEqualTo(call.charge().grossMinor(expected));
        model.put(call.billed(expected));
        return "report of " + reported + ", accepted " + expected;
    }

    private String end(Model.Call call) {
        long reported = call.billedMs() + random.nextInt(3_000);
        long heldMs = call.charge().affordableMs(held(call));
        EndReason reason = pick(List.of(EndReason.values()));
        Receipt receipt = asking(() -> test.billing.metering().end(call.id(), reported, reason));
        Receipt again = asking(() -> test.billing.metering().end(call.id(), reported + 9_000, EndReason.HANG_UP));
        assertThat(again).isEqualTo(receipt);
        long billed = call.running() ? Math.max(call.billedMs(), Math.min(reported, heldMs)) : 0;
        assertThat(receipt.deliveredMs()).isEqualTo(billed);
        assertThat(receipt.charged().amountMinor()).isEqualTo(call.charge().grossMinor(billed));
        model.end(call, receipt.charged().amountMinor());
        receipts.add(receipt);
        return "end at " + billed + " for " + receipt.charged().amountMinor();
    }

    private String repeat() {
        if (!tips.isEmpty()) {
            Tip tip = pick(tips);
            asking(() -> test.billing.tips().tip(tip));
        }
        if (!receipts.isEmpty()) {
            Receipt receipt = pick(receipts);
            assertThat(asking(() -> test.billing.metering().end(receipt.callId(), 1, EndReason.FAILED)))
                    .isEqualTo(receipt);
        }
        return "repeat";
    }

    /** An hour ahead or back: by hand, by NTP, or by whoever took summer time for another time. */
    private String setTheClock() {
        long wrongMs = random.nextBoolean() ? HOUR_MS : -HOUR_MS;
        test.setWrong(wrongMs);
        return "clock set by " + wrongMs + " ms";
    }

    /** The process dies; another starts on the same database and settles what was left. */
    private String crash() {
        List<Model.Call> running = List.copyOf(model.calls().values());
        test = new TestBilling(database, CONFIG);
        for (Model.Call call : running) {
            Receipt receipt = requireNonNull(test.billing.metering().receipt(call.id()));
            assertThat(receipt.fault()).isTrue();
            assertThat(receipt.deliveredMs()).isLessThanOrEqualTo(call.billedMs());
            assertThat(receipt.charged().amountMinor())
                    .isEqualTo(call.charge().faultGrossMinor(receipt.deliveredMs(), 60_000));
            model.end(call, receipt.charged().amountMinor());
            receipts.add(receipt);
        }
        return "crash with " + running.size() + " calls";
    }

    private long held(Model.Call call) {
        return requireNonNull(test.billing.sessions().session(call.id())).held().amountMinor();
    }

    private String withCall(Function<Model.Call, String> action) {
        List<Model.Call> running = model.calls().values().stream()
                .sorted(Comparator.comparing(Model.Call::id))
                .toList();
        return running.isEmpty() ? "no call" : action.apply(pick(running));
    }

    /** Asks once under a fault, now and then, and again until there is an answer. */
    private <T extends @Nullable Object> T asking(Supplier<T> request) {
        arm();
        try {
            return request.get();
        } catch (LedgerUnavailableException e) {
            database.breakAt(Fault.NONE);
            return request.get();
        } finally {
            database.breakAt(Fault.NONE);
        }
    }

    private void arm() {
        int chance = random.nextInt(20);
        database.breakAt(
                switch (chance) {
                    case 0 -> Fault.BEFORE_COMMIT;
                    case 1 -> Fault.AFTER_COMMIT;
                    case 2 -> Fault.UNREACHABLE;
                    default -> Fault.NONE;
                });
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
