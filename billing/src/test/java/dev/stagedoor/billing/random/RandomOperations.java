package dev.stagedoor.billing.random;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.wallet.Tip;
import dev.stagedoor.billing.wallet.TipOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * People who buy, tip, call, pledge, subscribe and want their money back at random, banks that take it back, performers who
 * are paid, on a database that is lost at random moments, beside a model that says what must come of it. Everything a fault
 * interrupts is asked for again, as clients do.
 */
final class RandomOperations {
    private static final long HOUR_MS = 3_600_000;
    private static final int DAYS_AT_ONCE = 3;
    private static final Set<String> EARNINGS = Set.of(
            "creator.pending",
            "creator.available",
            "creator.reserve",
            "creator.frozen",
            "agency.pending",
            "agency.available",
            "referrer.pending");

    private final Scene scene;
    private final RandomPayouts payouts;
    private final RandomPurchases purchases;
    private final RandomCalls calls;
    private final RandomEvents events;
    private final RandomClubs clubs;
    private final RandomPlans plans;
    private final DataSource database;
    private final Journal journal;
    private final TouchedInvariants touched;
    private final List<Tip> tips = new ArrayList<>();
    private final List<Operation> operations;
    private final int weights;
    private final Map<UUID, Long> booked = new HashMap<>();

    /** How often, in comparison with the others. */
    private record Operation(int weight, Supplier<String> action) {}

    RandomOperations(long seed, FreshDatabase database) {
        scene = new Scene(seed, database);
        this.database = database.pool();
        journal = new Journal(this.database);
        touched = new TouchedInvariants(this.database);
        payouts = new RandomPayouts(scene);
        purchases = new RandomPurchases(scene);
        calls = new RandomCalls(scene);
        events = new RandomEvents(scene);
        clubs = new RandomClubs(scene);
        plans = new RandomPlans(scene);
        operations = List.of(
                new Operation(420, calls::report),
                new Operation(150, this::tip),
                new Operation(100, calls::call),
                new Operation(75, calls::end),
                new Operation(15, calls::complain),
                new Operation(25, purchases::promotion),
                new Operation(50, purchases::purchase),
                new Operation(25, purchases::refund),
                new Operation(40, purchases::bank),
                new Operation(15, purchases::settlement),
                new Operation(15, events::announce),
                new Operation(50, events::claim),
                new Operation(10, events::giveBack),
                new Operation(12, events::decide),
                new Operation(12, clubs::join),
                new Operation(8, clubs::leave),
                new Operation(25, plans::subscribe),
                new Operation(6, plans::change),
                new Operation(8, plans::leave),
                new Operation(25, payouts::request),
                new Operation(5, payouts::requestAgain),
                new Operation(15, this::tipAgain),
                new Operation(15, calls::endAgain),
                new Operation(70, this::maintain),
                new Operation(8, calls::crash),
                new Operation(8, this::setTheClock),
                new Operation(3, this::daysGoBy));
        weights = operations.stream().mapToInt(Operation::weight).sum();
    }

    /** One random thing; returns what it was. */
    String step() {
        scene.pass(1 + scene.random.nextInt(1_500));
        int left = scene.random.nextInt(weights);
        for (Operation operation : operations) {
            left -= operation.weight;
            if (left < 0) {
                return operation.action.get();
            }
        }
        throw new IllegalStateException("weights of more than " + weights);
    }

    /** The database and the model say the same of everybody, and the invariants hold for whom the step has touched. */
    void compare() {
        events.observe();
        Totals totals = Totals.of(database);
        List<Posted> posted = journal.upTo(totals.newestTransfer());
        scene.purses.follow(posted);
        scene.purses.compare(totals.lots());
        scene.purses.expired().forEach(scene.model::take);
        compare(totals, posted);
        touched.check(posted);
    }

    private void compare(Totals totals, List<Posted> posted) {
        Map<UUID, Long> coins = totals.coins();
        Map<UUID, Long> earned = earned(totals, posted);
        Map<UUID, Long> captured = totals.captured();
        assertThat(captured.keySet()).isEqualTo(scene.model.calls().keySet());
        for (Model.Call call : scene.model.calls().values()) {
            long taken = captured.getOrDefault(call.id(), 0L);
            assertThat(taken).isLessThanOrEqualTo(call.charge().grossMinor(call.billedMs()));
            coins.merge(call.viewer(), taken, Long::sum);
            scene.model
                    .sharesOf(call.performer(), taken)
                    .forEach((payee, share) -> earned.merge(payee, -share, Long::sum));
        }
        for (UUID viewer : scene.viewers) {
            assertThat(coins.getOrDefault(viewer, 0L)).as("coins of " + viewer).isEqualTo(scene.model.coins(viewer));
        }
        for (UUID performer : scene.performers) {
            assertThat(earned.getOrDefault(performer, 0L))
                    .as("earnings of " + performer)
                    .isEqualTo(scene.model.earned(performer));
        }
        assertThat(earned.getOrDefault(scene.agency, 0L))
                .as("earnings of the agency")
                .isEqualTo(scene.model.earned(scene.agency));
    }

    /** What payees have, and what they were paid of it or are about to be. Balances follow from entries, as others see to. */
    private Map<UUID, Long> earned(Totals totals, List<Posted> posted) {
        for (Posted each : posted) {
            each.lines().stream()
                    .filter(line -> EARNINGS.contains(line.kind()))
                    .forEach(line -> booked.merge(line.owner(), line.amount(), Long::sum));
        }
        Map<UUID, Long> earned = totals.paidOut();
        booked.forEach((payee, minor) -> earned.merge(payee, minor, Long::sum));
        return earned;
    }

    private String tip() {
        UUID viewer = scene.pick(scene.viewers);
        Tip tip = new Tip(
                id(),
                viewer,
                scene.pick(scene.performers),
                null,
                Money.coins(1 + scene.random.nextInt(15_000)),
                "",
                false);
        boolean enough = scene.test.available(viewer) >= tip.amount().amountMinor();
        TipOutcome outcome = scene.asking(() -> scene.test.billing.tips().tip(tip));
        assertThat(outcome instanceof TipOutcome.Posted).as("tip " + tip).isEqualTo(enough);
        if (enough) {
            tips.add(tip);
            scene.model.tip(tip.tipId(), viewer, tip.performerId(), tip.amount().amountMinor());
        }
        return "tip of " + tip.amount().amountMinor() + ", posted: " + enough;
    }

    private String tipAgain() {
        if (!tips.isEmpty()) {
            Tip tip = scene.pick(tips);
            scene.asking(() -> scene.test.billing.tips().tip(tip));
        }
        return "tip again";
    }

    private String maintain() {
        scene.doing(() -> scene.test.billing.runMaintenance());
        clubs.observe();
        plans.observe();
        payouts.observe();
        return "maintenance";
    }

    /** An hour ahead or back: by hand, by NTP, or by whoever took summer time for another time. */
    private String setTheClock() {
        long wrongMs = scene.random.nextBoolean() ? HOUR_MS : -HOUR_MS;
        scene.test.setWrong(wrongMs);
        return "clock set by " + wrongMs + " ms";
    }

    /** Earnings mature, months end, events are past their time. */
    private String daysGoBy() {
        scene.days(DAYS_AT_ONCE);
        return DAYS_AT_ONCE + " days later";
    }
}
