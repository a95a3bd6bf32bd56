package dev.stagedoor.billing.wallet;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Payees;
import dev.stagedoor.billing.ledger.Share;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.store.Pen;
import dev.stagedoor.billing.store.PostgresLots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Warnings as whoever writes to people takes them over: until confirmed, and only what is true still. */
class ExpiryWarningTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final LotTerms TERMS = BillingConfig.defaults().lots();
    private static final int ALL = 10_000;

    private final UUID viewer = id();
    private Pen pen;
    private CoinLife life;

    @BeforeEach
    void open() {
        pen = new Pen(DATABASE.pool());
        life = new CoinLife(new PostgresLots(pen.database(), TestBilling::id), () -> TERMS);
    }

    /** 95 bought coins and 15 of a bonus, and a warning of the latter. */
    private Instant warnedOfTheBonus() {
        pen.buy(viewer);
        Instant then = Instant.now().plus(Duration.ofDays(61));
        life.warn(then);
        return then;
    }

    /** The database is shared: what others are warned of is nobody's news here. */
    private List<ExpiryWarning> of(UUID owner, Instant now) {
        return life.unconfirmed(now, null, ALL).stream()
                .filter(warning -> warning.ownerId().equals(owner))
                .toList();
    }

    private static List<String> coins(ExpiryWarning warning) {
        return warning.coins().stream()
                .map(coins -> coins.lotClass() + " " + coins.coins().amountMinor())
                .toList();
    }

    @Test
    void shouldComeAgainUntilItIsConfirmed() {
        Instant then = warnedOfTheBonus();
        ExpiryWarning first = of(viewer, then).getFirst();
        assertThat(first.ownerId()).isEqualTo(viewer);
        assertThat(coins(first)).containsExactly("BONUS 15000");
        assertThat(of(viewer, then.plusSeconds(60))).containsExactly(first);
        life.confirm(first, then);
        life.confirm(first, then);
        assertThat(of(viewer, then)).isEmpty();
    }

    @Test
    void shouldBeOneForAllThatIsWarnedOfAtOnce() {
        pen.buy(viewer);
        pen.buy(viewer);
        Instant then = Instant.now().plus(Duration.ofDays(61));
        Callable<String> node = () -> life.warn(then);
        Together.run(List.of(node, node, node, node));
        assertThat(of(viewer, then))
                .singleElement()
                .satisfies(warning -> assertThat(coins(warning)).containsExactly("BONUS 15000", "BONUS 15000"));
    }

    @Test
    void shouldBeSeenOnceByWhoeverGoesThroughThemInSteps() {
        UUID other = id();
        pen.buy(other);
        Instant then = warnedOfTheBonus();
        Instant later = then.plus(Duration.ofDays(23));
        life.warn(later);
        List<ExpiryWarning> all = life.unconfirmed(later, null, ALL);
        List<ExpiryWarning> seen = new ArrayList<>();
        List<ExpiryWarning> step = life.unconfirmed(later, null, 1);
        while (!step.isEmpty() && seen.size() <= all.size()) {
            seen.addAll(step);
            step = life.unconfirmed(later, step.getLast(), 1);
        }
        assertThat(seen).isEqualTo(all).doesNotHaveDuplicates();
        assertThat(of(viewer, later)).hasSize(2);
    }

    @Test
    void shouldBeAnotherForAnotherDayAndAnotherOwner() {
        UUID other = id();
        pen.buy(other);
        Instant then = warnedOfTheBonus();
        Instant later = then.plus(Duration.ofDays(23));
        life.warn(later);
        List<ExpiryWarning> mine = of(viewer, later);
        assertThat(mine).hasSize(2);
        life.confirm(mine.getFirst(), later);
        assertThat(of(viewer, later)).containsExactly(mine.getLast());
        assertThat(of(other, later)).hasSize(2);
    }

    @Test
    void shouldNotSayWhatIsNotTrueAnyMore() {
        Instant then = warnedOfTheBonus();
        Payees performer = Payees.independent(id(), Asset.INR);
        pen.must(TransferCode.TIP, TransferLines.tip(viewer, performer, 4_000, new Share(1_800, 0)));
        assertThat(coins(of(viewer, then).getFirst())).containsExactly("BONUS 11000");
        pen.must(TransferCode.TIP, TransferLines.tip(viewer, performer, 11_000, new Share(4_950, 0)));
        assertThat(coins(of(viewer, then).getFirst())).isEmpty();
    }

    @Test
    void shouldForgetBoughtCoinsOfThoseWhoHaveComeBack() {
        pen.buy(viewer);
        Instant then = Instant.now().plus(Duration.ofDays(340));
        life.expire(then);
        life.warn(then);
        assertThat(coins(of(viewer, then).getFirst())).containsExactly("PAID 95000");
        life.seen(viewer, then);
        assertThat(coins(of(viewer, then).getFirst())).isEmpty();
    }

    @Test
    void shouldForgetWhatHasExpiredMeanwhile() {
        Instant then = warnedOfTheBonus();
        assertThat(coins(of(viewer, then.plus(Duration.ofDays(40))).getFirst())).isEmpty();
    }

    @Test
    void shouldTakeOverWhatANodeOfTheVersionBeforeWarnsOf() {
        pen.buy(viewer);
        Instant then = Instant.now().plus(Duration.ofDays(61));
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "insert into billing.expiry_warning (lot_id, expires_at, days_before, warned_at)"
                                + " select id, expires_at, 30, now() from billing.coin_lot"
                                + " where class = 'BONUS' and owner_ref = '" + viewer + "'"))
                .isEmpty();
        assertThat(coins(of(viewer, then).getFirst())).containsExactly("BONUS 15000");
    }
}
