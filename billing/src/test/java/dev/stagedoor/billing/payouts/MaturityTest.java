package dev.stagedoor.billing.payouts;

import static dev.stagedoor.billing.TestBilling.id;
import static dev.stagedoor.billing.ledger.AccountKind.AGENCY_AVAILABLE;
import static dev.stagedoor.billing.ledger.AccountKind.AGENCY_PENDING;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_AVAILABLE;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_FROZEN;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_PENDING;
import static dev.stagedoor.billing.ledger.AccountKind.CREATOR_RESERVE;
import static dev.stagedoor.billing.ledger.AccountKind.REFERRER_PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.EarnedMoney;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Obstacle;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresEarnings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Days in Kolkata, where midnight is 18:30 UTC. */
class MaturityTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final long DAY_S = 86_400;
    private static final Instant TENTH = Instant.parse("2026-03-10T06:30:00Z");
    private static final Instant END_OF_TENTH = Instant.parse("2026-03-10T18:30:00Z");
    /** The tenth is over for seven full days. */
    private static final Instant DUE = Instant.parse("2026-03-17T18:30:00Z");

    private final UUID payee = id();
    private EarnedMoney money;
    private Maturity maturity;

    @BeforeEach
    void open() {
        money = new EarnedMoney(DATABASE);
        money.at(TENTH);
        maturity = maturity(EarningsTerms.defaults(Asset.INR));
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldMatureOnceSevenDaysHavePassedAndNotBefore() {
        money.earn(payee, 5_760);
        run(DUE.minusMillis(1));
        assertThat(money.balance(CREATOR_PENDING, payee)).isEqualTo(5_760);
        for (int i = 0; i < 3; i++) {
            run(DUE.plusSeconds(i * DAY_S));
            assertThat(money.balance(CREATOR_PENDING, payee)).isZero();
            assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(5_760);
        }
        assertThat(Sql.rows(DATABASE.owner(), """
                select idem_scope || ' ' || idem_key from billing.transfer
                 where code = 'MATURE' and idem_key like '%%%s%%'""".formatted(payee)))
                .containsExactly("mature mature:" + payee + ":20260310");
    }

    @Test
    void shouldMatureTheOthersAlthoughOneCannotBe() {
        UUID other = id();
        money.earn(payee, 5_760);
        money.earn(other, 1_234);
        maturity.run(Instant.EPOCH);
        maturity.run(Instant.EPOCH);
        try (Obstacle _ = new Obstacle(DATABASE, "payee", "payee_id", payee)) {
            assertThatThrownBy(() -> maturity.run(DUE)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(money.balance(CREATOR_AVAILABLE, other)).isEqualTo(1_234);
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isZero();
        run(DUE);
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(5_760);
    }

    @Test
    void shouldCountAMomentBeforeMidnightToTheDayAndMidnightToTheNext() {
        money.at(END_OF_TENTH.minusMillis(1));
        money.earn(payee, 100);
        money.at(END_OF_TENTH);
        money.earn(payee, 7);
        run(DUE);
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(100);
        run(DUE.plusSeconds(DAY_S - 1));
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(100);
        run(DUE.plusSeconds(DAY_S));
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(107);
    }

    @Test
    void shouldMatureDaysThatWereMissedAtOnce() {
        for (int day = 0; day < 4; day++) {
            money.at(TENTH.plusSeconds(DAY_S * day));
            money.earn(payee, 100 + day);
        }
        run(DUE.plusSeconds(DAY_S * 2));
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(100 + 101 + 102);
        assertThat(money.balance(CREATOR_PENDING, payee)).isEqualTo(103);
    }

    @Test
    void shouldTakeRefundsFromTheOldestEarningsFirst() {
        money.earn(payee, 1_000);
        money.at(TENTH.plusSeconds(DAY_S * 3));
        money.earn(payee, 500);
        money.earn(payee, -1_200);
        run(DUE);
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isZero();
        run(DUE.plusSeconds(DAY_S * 3));
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(300);
        assertThat(money.balance(CREATOR_PENDING, payee)).isZero();
    }

    @Test
    void shouldLetADebtOfPendingEarningsWaitForLaterOnes() {
        money.earn(payee, -700);
        run(DUE);
        money.at(DUE);
        money.earn(payee, 1_000);
        run(DUE.plusSeconds(DAY_S * 8));
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(300);
        assertThat(money.balance(CREATOR_PENDING, payee)).isZero();
    }

    @Test
    void shouldCountWhatIsPostedLateForADayThatHasMaturedToTheDayAfter() {
        money.earn(payee, 100);
        run(DUE);
        money.earn(payee, 11);
        run(DUE);
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(100);
        run(DUE.plusSeconds(DAY_S));
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(111);
    }

    @Test
    void shouldMatureAgenciesAndReferrersToo() {
        money.earn(AGENCY_PENDING, payee, 1_440);
        money.earn(REFERRER_PENDING, payee, 250);
        money.earn(CREATOR_PENDING, payee, 33);
        run(DUE);
        assertThat(money.balance(AGENCY_AVAILABLE, payee)).isEqualTo(1_440);
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(283);
        assertThat(money.balance(REFERRER_PENDING, payee)).isZero();
    }

    @Test
    void shouldFreezeWhatMaturesForAFrozenPayee() {
        money.earn(payee, 900);
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "insert into billing.payee (payee_id, frozen_at, frozen_by, frozen_reason) values ('" + payee
                                + "', now(), 'admin', 'fraud case')"))
                .isEmpty();
        run(DUE);
        assertThat(money.balance(CREATOR_FROZEN, payee)).isEqualTo(900);
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isZero();
    }

    @Test
    void shouldKeepAReserveAndReleaseItLater() {
        maturity = maturity(new EarningsTerms(Asset.INR, KOLKATA, 7, 500, 30, "NONE"));
        money.earn(payee, 10_019);
        run(DUE);
        assertThat(money.balance(CREATOR_RESERVE, payee)).isEqualTo(500);
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(9_519);
        run(DUE.plusSeconds(DAY_S * 30 - 1));
        assertThat(money.balance(CREATOR_RESERVE, payee)).isEqualTo(500);
        for (int i = 0; i < 2; i++) {
            run(DUE.plusSeconds(DAY_S * 30));
            assertThat(money.balance(CREATOR_RESERVE, payee)).isZero();
            assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(10_019);
        }
    }

    @Test
    void shouldWithholdAtTheCreditWhereTheRuleSaysSo() {
        maturity = maturity(new EarningsTerms(Asset.INR, KOLKATA, 7, 0, 0, "IN-2026"));
        verifyWithTaxId(payee);
        money.at(Instant.parse("2026-04-10T06:30:00Z"));
        money.earn(payee, 49_000_00);
        run(Instant.parse("2026-05-10T06:30:00Z"));
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(49_000_00);
        money.at(Instant.parse("2026-05-11T06:30:00Z"));
        money.earn(payee, 6_000_00);
        run(Instant.parse("2026-06-10T06:30:00Z"));
        assertThat(money.taxPayable("393(1)-6(iii)")).isEqualTo(5_500_00);
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(49_500_00);
        money.at(Instant.parse("2027-04-02T06:30:00Z"));
        money.earn(payee, 6_000_00);
        run(Instant.parse("2027-05-02T06:30:00Z"));
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(55_500_00);
    }

    @Test
    void shouldMatureOnceWhenSixteenNodesRunAtOnce() {
        UUID other = id();
        money.earn(payee, 5_760);
        money.earn(other, 1_234);
        run(DUE.minusMillis(1));
        Together.run(16, () -> maturity(EarningsTerms.defaults(Asset.INR)).run(DUE));
        assertThat(money.balance(CREATOR_AVAILABLE, payee)).isEqualTo(5_760);
        assertThat(money.balance(CREATOR_AVAILABLE, other)).isEqualTo(1_234);
    }

    @Test
    void shouldLetTheDatabaseItselfRefuseToMatureADayEarlyOrTwice() {
        money.earn(payee, 100);
        run(DUE.minusMillis(1));
        String day = (" where account_id = (select id from billing.account"
                        + " where kind = 'creator.pending' and owner_ref = '%s')")
                .formatted(payee);
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "update billing.earning_day set matured_at = matures_at - interval '1 second'" + day))
                .isEqualTo("23514");
        run(DUE);
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "update billing.earning_day set matured_at = null, matured_minor = 0, transfer_id = null"
                                + day))
                .isEqualTo("LG010");
        assertThat(Sql.attempt(DATABASE.pool(), "update billing.earning_day set credit_minor = 10000000"))
                .isEqualTo("42501");
    }

    private void verifyWithTaxId(UUID person) {
        assertThat(Sql.attempt(DATABASE.owner(), """
                insert into billing.payee_review (payee_id, decision, tax_id_tail, reason, reviewer, at)
                values ('%s', 'VERIFIED', '234F', 'papers seen', 'admin', now())""".formatted(person))).isEmpty();
    }

    private static Maturity maturity(EarningsTerms terms) {
        return new Maturity(
                new PostgresEarnings(new Database(DATABASE.pool(), 8, UUID.randomUUID(), _ -> {})),
                () -> terms,
                TestBilling::id);
    }

    /** Thrice: entries are sorted into days up to a mark that the run before has set. */
    private void run(Instant now) {
        maturity.run(Instant.EPOCH);
        maturity.run(Instant.EPOCH);
        maturity.run(now);
    }
}
