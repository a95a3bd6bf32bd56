package dev.stagedoor.billing.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.disputes.DisputeTerms;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.payouts.EarningsTerms;
import dev.stagedoor.billing.payouts.PayoutTerms;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What all operations share: chance, people, billing on a database that breaks, the model beside it. The calendar is moved
 * by hand, the journal's with it; coins live as long as it takes, so that nothing is missed but by a rule.
 */
final class Scene {
    static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    static final int PEOPLE = 6;
    static final int AGENCY_BASIS_POINTS = 2_500;
    static final long DEBT_LIMIT_MINOR = 2_000;
    static final PayoutTerms PAYOUTS = new PayoutTerms(
            Asset.INR,
            ZONE,
            100,
            15_000,
            40_000,
            15_000,
            LocalTime.of(6, 0),
            DayOfWeek.MONDAY,
            1,
            Duration.ofMinutes(1),
            "sandbox");
    static final BillingConfig CONFIG = BillingConfig.builder()
            .exclusive(true)
            .peakWindows(List.of())
            .lots(new LotTerms(
                    36_500, 36_500, 36_500, false, Duration.ofDays(50), List.of(30), LocalTime.of(3, 0), ZONE))
            .disputes(
                    new DisputeTerms(Duration.ofDays(36_500), Duration.ofDays(100_000), 10_000, true, DEBT_LIMIT_MINOR))
            .earnings(new EarningsTerms(Asset.INR, ZONE, 7, 1_000, 5, TaxOfTheModel.PRESET))
            .payouts(PAYOUTS)
            .build();

    static final long DAY_MS = 86_400_000;

    final Random random;
    final FaultyDataSource database;
    final Model model = new Model();
    final Purses purses = new Purses();
    final List<UUID> viewers = people();
    final List<UUID> performers = people();
    final UUID agency = TestBilling.id();
    TestBilling test;

    private final FreshDatabase fresh;
    private long calendarMs;

    Scene(long seed, FreshDatabase fresh) {
        this.random = new Random(seed);
        this.fresh = fresh;
        this.database = new FaultyDataSource(fresh.pool());
        TaxOfTheModel.enact(fresh.owner());
        JournalClock.install(fresh.owner());
        this.test = new TestBilling(database, CONFIG);
        JournalClock.set(fresh.owner(), test.now());
        // Long ago, so that a clock that is set back does not come to a time before it.
        test.setWrong(-DAY_MS);
        for (UUID performer : performers.subList(0, PEOPLE / 2)) {
            test.represent(performer, agency, AGENCY_BASIS_POINTS);
            model.represent(performer, agency, AGENCY_BASIS_POINTS);
        }
        test.setWrong(DAY_MS);
    }

    private static List<UUID> people() {
        return Stream.generate(TestBilling::id).limit(PEOPLE).toList();
    }

    /** Time goes by, for calls as for the calendar. */
    void pass(long ms) {
        test.pass(ms);
        calendarMs += ms;
    }

    /** Days go by while nobody looks: what runs is as long as it was. */
    void days(int days) {
        test.setWrong(days * DAY_MS);
        calendarMs += days * DAY_MS;
        JournalClock.set(fresh.owner(), TestBilling.NOON.plusMillis(calendarMs));
    }

    /** The process dies, another one starts on the same database. */
    void restart() {
        Instant now = TestBilling.NOON.plusMillis(calendarMs);
        test = new TestBilling(database, CONFIG, now);
    }

    /** Balances or other sums, by whom they belong to. */
    Map<UUID, Long> sums(String query) {
        Map<UUID, Long> sums = new HashMap<>();
        for (String row : Sql.rows(database, "select owner || ' ' || sum from (" + query + ") as t (owner, sum)")) {
            String[] parts = row.split(" ", -1);
            sums.put(UUID.fromString(parts[0]), Long.parseLong(parts[1]));
        }
        return sums;
    }

    /** What payees lost by one transfer. */
    Map<UUID, Long> taken(String scope, String key) {
        Map<UUID, Long> taken = sums("""
                select a.owner_ref, -sum(e.amount) from billing.transfer t join billing.entry e on e.transfer_id = t.id
                  join billing.account a on a.id = e.account_id
                 where t.idem_scope = '%s' and t.idem_key = '%s' and (a.kind like 'creator.%%' or a.kind like 'agency.%%')
                 group by a.owner_ref""".formatted(scope, key));
        assertThat(taken.values()).allMatch(minor -> minor > 0);
        return taken;
    }

    /** Asks once under a fault, now and then, and again until there is an answer. */
    <T extends @Nullable Object> T asking(Supplier<T> request) {
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

    /** The same for what answers nothing. */
    void doing(Runnable request) {
        asking(() -> {
            request.run();
            return "";
        });
    }

    void arm() {
        int chance = random.nextInt(20);
        database.breakAt(
                switch (chance) {
                    case 0 -> Fault.BEFORE_COMMIT;
                    case 1 -> Fault.AFTER_COMMIT;
                    case 2 -> Fault.UNREACHABLE;
                    default -> Fault.NONE;
                });
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
