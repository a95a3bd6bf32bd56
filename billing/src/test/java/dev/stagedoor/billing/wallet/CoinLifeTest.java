package dev.stagedoor.billing.wallet;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.EscrowLines;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Payees;
import dev.stagedoor.billing.ledger.Share;
import dev.stagedoor.billing.ledger.TakeBackLines;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.store.Pen;
import dev.stagedoor.billing.store.PostgresLots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Used coins become revenue, old coins expire. Lots are dated by the database; the day of the job is ours to say. */
class CoinLifeTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final LotTerms TERMS = BillingConfig.defaults().lots();

    private final UUID viewer = id();
    private final Payees performer = Payees.independent(id(), Asset.INR);
    private Pen pen;
    private CoinLife life;

    @BeforeEach
    void open() {
        pen = new Pen(DATABASE.pool());
        life = life(TERMS);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
        // The next test begins with nothing left to settle or to expire.
        life.recognise(Instant.now());
    }

    @ParameterizedTest(name = "of 95 coins for 83.90, {0} used come to {1}")
    @CsvSource({"0, 0", "1, 0", "12, 1", "1000, 88", "47500, 4195", "94999, 8389", "95000, 8390"})
    void shouldRecogniseAtCost(long used, long revenueMinor) {
        long before = house("platform.revenue_commission");
        pen.buy(viewer);
        spend(15_000);
        if (used > 0) {
            spend(used);
        }
        life.recognise(Instant.now());
        assertThat(house("platform.revenue_commission") - before).isEqualTo(revenueMinor);
    }

    @Test
    void shouldRecogniseTheWholeCostHoweverItIsCut() {
        long before = house("platform.revenue_commission");
        pen.buy(viewer);
        spend(15_000);
        for (int part = 0; part < 19; part++) {
            spend(5_000);
            life.recognise(Instant.now());
        }
        assertThat(house("platform.revenue_commission") - before).isEqualTo(8_390);
    }

    @Test
    void shouldRecogniseOnceWhoeverAsksHoweverOften() {
        long before = house("platform.revenue_commission");
        pen.buy(viewer);
        spend(15_000 + 47_500);
        Callable<String> node = () -> life(TERMS).recognise(Instant.now());
        Together.run(List.of(node, node, node, node));
        assertThat(life.recognise(Instant.now())).isEqualTo("0 lots settled");
        assertThat(house("platform.revenue_commission") - before).isEqualTo(4_195);
    }

    @Test
    void shouldTakeRevenueBackWhenCoinsComeBack() {
        long before = house("platform.revenue_commission");
        pen.buy(viewer);
        spend(15_000);
        long spending = spend(8_000);
        life.recognise(Instant.now());
        assertThat(house("platform.revenue_commission") - before).isEqualTo(706);
        pen.must(Pen.posting(TransferCode.CALL_REFUND, TakeBackLines.callRefund(viewer, 8_000, List.of(), Asset.INR))
                .reversing(spending));
        life.recognise(Instant.now());
        assertThat(house("platform.revenue_commission") - before).isZero();
    }

    @Test
    void shouldBookTheShareForPromotionalCoinsAsPromotion() {
        long subsidyBefore = house("platform.promo_subsidy");
        pen.give(viewer, 10_000);
        pen.buy(viewer);
        spend(25_000);
        life.recognise(Instant.now());
        // 10 of the 25 coins were a gift, so 4.50 of the performer's 11.25.
        assertThat(house("platform.promo_subsidy") - subsidyBefore).isEqualTo(-450);
    }

    @Test
    void shouldNotRecogniseWhatIsInEscrow() {
        long before = house("platform.revenue_commission");
        UUID event = id();
        UUID ticket = id();
        pen.buy(viewer);
        pen.must(Pen.posting(TransferCode.TICKET_BUY, EscrowLines.buy(viewer, event, 62_500))
                .inSession(ticket));
        life.recognise(Instant.now());
        assertThat(house("platform.revenue_commission") - before).isZero();
        pen.must(Pen.posting(TransferCode.TICKET_DONE, EscrowLines.done(event, performer, 62_500, new Share(2_812, 0)))
                .inSession(ticket));
        life.recognise(Instant.now());
        assertThat(house("platform.revenue_commission") - before).isEqualTo(4_195);
    }

    @ParameterizedTest(name = "{0} coins after {1} days and {2} ms: {3} left")
    @CsvSource({
        "PROMO, 30, -1, 10000",
        "PROMO, 30, 0, 0",
        "BONUS, 90, -1, 15000",
        "BONUS, 90, 0, 0",
        "PAID, 365, -1, 95000",
        "PAID, 365, 0, 0",
    })
    void shouldExpireOnTheDay(String lotClass, int days, long ms, long left) {
        pen.buy(viewer);
        pen.give(viewer, 10_000);
        Instant due = lotClass.equals("PAID")
                ? lastMove().plus(Duration.ofDays(days))
                : Instant.parse(
                        of(lotClass, "to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
        expireAll(life, due.plusMillis(ms));
        assertThat(of(lotClass, "remaining")).isEqualTo(String.valueOf(left));
    }

    @Test
    void shouldBookBreakageAtCost() {
        long breakage = house("platform.revenue_breakage");
        long commission = house("platform.revenue_commission");
        pen.buy(viewer);
        spend(15_000 + 50_000);
        expireAll(life, lastMove().plus(Duration.ofDays(365)));
        assertThat(house("platform.revenue_commission") - commission).isEqualTo(4_415);
        assertThat(house("platform.revenue_breakage") - breakage).isEqualTo(3_975);
        assertThat(of("PAID", "remaining")).isEqualTo("0");
    }

    @Test
    void shouldKeepBoughtCoinsOfThoseWhoAreSeen() {
        pen.buy(viewer);
        Instant seen = lastMove().plus(Duration.ofDays(300));
        life.seen(viewer, seen);
        life.seen(viewer, seen.minusSeconds(1));
        expireAll(life, seen.plus(Duration.ofDays(365)).minusMillis(1));
        assertThat(of("PAID", "remaining")).isEqualTo("95000");
        expireAll(life, seen.plus(Duration.ofDays(365)));
        assertThat(of("PAID", "remaining")).isEqualTo("0");
    }

    @Test
    void shouldKeepBoughtCoinsForEverWhereTheLawSaysSo() {
        pen.buy(viewer);
        CoinLife forEver = life(TERMS.living(TERMS.promoDays(), TERMS.bonusDays(), TERMS.paidInactivityDays(), false));
        expireAll(forEver, lastMove().plus(Duration.ofDays(36_500)));
        assertThat(of("PAID", "remaining")).isEqualTo("95000");
        assertThat(of("BONUS", "remaining")).isEqualTo("0");
    }

    @Test
    void shouldNotExpireWhatACallHasSetAsideUntilItIsReleased() {
        UUID call = id();
        pen.give(viewer, 10_000);
        pen.must(Pen.posting(TransferCode.HOLD, TransferLines.hold(viewer, 8_000))
                .inSession(call));
        Instant over = Instant.now().plus(Duration.ofDays(31));
        life.expire(over);
        assertThat(of("PROMO", "remaining || '/' || pinned")).isEqualTo("8000/8000");
        pen.must(Pen.posting(TransferCode.RELEASE, TransferLines.release(viewer, 3_000))
                .inSession(call));
        life.expire(over);
        assertThat(of("PROMO", "remaining || '/' || pinned")).isEqualTo("5000/5000");
        pen.must(Pen.posting(TransferCode.RELEASE, TransferLines.release(viewer, 5_000))
                .inSession(call));
    }

    @Test
    void shouldHaveMercyForADayOnWhatIsReleasedLate() {
        UUID call = id();
        pen.give(viewer, 10_000);
        Instant expiry = Instant.parse(
                of("PROMO", "to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
        pen.must(Pen.posting(TransferCode.HOLD, TransferLines.hold(viewer, 8_000))
                .inSession(call));
        life.expire(expiry);
        pen.must(Pen.posting(TransferCode.RELEASE, TransferLines.release(viewer, 8_000))
                .inSession(call));
        life.expire(expiry.plus(TERMS.mercy()).minusMillis(1));
        assertThat(of("PROMO", "remaining")).isEqualTo("8000");
        life.expire(expiry.plus(TERMS.mercy()));
        assertThat(of("PROMO", "remaining")).isEqualTo("0");
    }

    @Test
    void shouldLookAgainOnlyAtOwnersOfWhatIsStillThereAfterItCameBack() {
        UUID call = id();
        pen.give(viewer, 10_000);
        pen.must(Pen.posting(TransferCode.HOLD, TransferLines.hold(viewer, 8_000))
                .inSession(call));
        Instant over = Instant.now().plus(Duration.ofDays(31));
        assertThat(life.expire(over)).startsWith("2000 ");
        assertThat(life.expire(over)).endsWith("of 0 people expired");
        pen.must(Pen.posting(TransferCode.RELEASE, TransferLines.release(viewer, 8_000))
                .inSession(call));
        assertThat(of("PROMO", "came_back")).isEqualTo("t");
        spend(8_000);
        assertThat(life.expire(over)).isEqualTo("0 thousandths of a coin of 1 people expired");
        assertThat(life.expire(over)).endsWith("of 0 people expired");
        assertThat(of("PROMO", "came_back")).isEqualTo("f");
    }

    @Test
    void shouldExpireOnceOnManyNodes() {
        pen.buy(viewer);
        pen.give(viewer, 10_000);
        Instant late = lastMove().plus(Duration.ofDays(400));
        Callable<String> node = () -> expireAll(life(TERMS), late);
        Together.run(List.of(node, node, node, node));
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select class || ' ' || sum(amount) from billing.lot_alloc join billing.coin_lot l on l.id = lot_id"
                                + " where kind = 'EXPIRE' and owner_ref = '" + viewer
                                + "' group by class order by class"))
                .containsExactly("BONUS 15000", "PAID 95000", "PROMO 10000");
    }

    @Test
    void shouldWarnOnceForEachOfTheDays() {
        pen.buy(viewer);
        Instant bonusEnd = Instant.parse(
                of("BONUS", "to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
        life.warn(bonusEnd.minus(Duration.ofDays(30)).minusMillis(1));
        assertThat(warnings()).isEmpty();
        life.warn(bonusEnd.minus(Duration.ofDays(30)));
        life.warn(bonusEnd.minus(Duration.ofDays(29)));
        assertThat(warnings()).containsExactly("BONUS 30");
        life.warn(bonusEnd.minus(Duration.ofDays(7)));
        life.warn(bonusEnd.minus(Duration.ofDays(6)));
        assertThat(warnings()).containsExactly("BONUS 30", "BONUS 7");
        life.warn(lastMove().plus(Duration.ofDays(360)));
        assertThat(warnings()).containsExactly("BONUS 30", "BONUS 7", "PAID 7");
        assertThat(Sql.number(
                        DATABASE.owner(),
                        "select count(*) from billing.outbox where topic = 'coins.expiring' and subject_ref = '"
                                + viewer + "'"))
                .isEqualTo(3);
    }

    @Test
    void shouldSayWhatWillExpireSoonestFirst() {
        pen.buy(viewer);
        pen.give(viewer, 10_000);
        assertThat(life.expiring(viewer).stream()
                        .map(coins -> coins.lotClass() + " " + coins.coins().amountMinor()))
                .containsExactly("PROMO 10000", "BONUS 15000", "PAID 95000");
        assertThat(life.expiring(viewer).getLast().expiresAt())
                .isEqualTo(lastMove().plus(Duration.ofDays(365)));
        assertThat(life.expiring(id())).isEmpty();
    }

    @ParameterizedTest(name = "after {0} days: {1}")
    @CsvSource({"-1, ''", "1, PROMO", "31, ''", "59, ''", "61, BONUS", "91, ''", "334, ''", "336, PAID", "366, ''"})
    void shouldSayWhatExpiresWithinTheTimeOfTheFirstWarning(int days, String expected) {
        pen.buy(viewer);
        pen.give(viewer, 10_000);
        Instant then = lastMove().plus(Duration.ofDays(days));
        assertThat(life.expiringSoon(viewer, then).stream()
                        .map(coins -> coins.lotClass().name())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void shouldBeDoneByTheJobs() {
        TestBilling test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        test.give(viewer, 10);
        pen.buy(viewer);
        test.pass(Duration.between(TestBilling.NOON, Instant.now()).toMillis());
        test.billing.runMaintenance();
        assertThat(test.available(viewer)).isEqualTo(10_000 + 110_000);
        test.pass(Duration.ofDays(31).toMillis());
        test.billing.runMaintenance();
        assertThat(test.available(viewer)).isEqualTo(110_000);
        test.pass(Duration.ofDays(366).toMillis());
        test.billing.runMaintenance();
        assertThat(test.available(viewer)).isZero();
    }

    private CoinLife life(LotTerms terms) {
        return new CoinLife(new PostgresLots(pen.database(), TestBilling::id), () -> terms);
    }

    private long spend(long coins) {
        return pen.must(
                TransferCode.TIP, TransferLines.tip(viewer, performer, coins, new Share(coins * 45 / 1_000, 0)));
    }

    private Instant lastMove() {
        return Instant.parse(Sql.rows(
                        DATABASE.owner(),
                        "select to_char(max(t.created_at) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                                + " from billing.transfer t join billing.entry e on e.transfer_id = t.id"
                                + " join billing.account a on a.id = e.account_id where a.owner_ref = '" + viewer
                                + "' and t.code in ('PURCHASE', 'TIP')")
                .getFirst());
    }

    private String of(String lotClass, String column) {
        return Sql.rows(
                        DATABASE.owner(),
                        "select " + column + " from billing.coin_lot where owner_ref = '" + viewer + "' and class = '"
                                + lotClass + "'")
                .getFirst();
    }

    private List<String> warnings() {
        return Sql.rows(
                DATABASE.owner(),
                "select class || ' ' || days_before from billing.expiry_warning join billing.coin_lot l on l.id = lot_id"
                        + " where owner_ref = '" + viewer + "' order by warned_at, days_before desc");
    }

    private static long house(String kind) {
        return Sql.number(
                DATABASE.owner(),
                "select coalesce(sum(balance), 0) from billing.account_balance where kind = '" + kind + "'");
    }

    /** As the jobs do, each of which looks for coins of its own. */
    private static String expireAll(CoinLife life, Instant at) {
        return life.expire(at) + ", " + life.expireIdle(at);
    }
}
