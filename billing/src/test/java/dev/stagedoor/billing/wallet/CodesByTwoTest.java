package dev.stagedoor.billing.wallet;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.approval.Approval;
import dev.stagedoor.billing.approval.DecisionOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One person may promise 1000 coins a day by codes; what is more needs a second. */
class CodesByTwoTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID asha = id();
    private final UUID ben = id();
    private TestBilling test;
    private Codes codes;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        codes = test.billing.codes();
    }

    private static String name() {
        return "C-" + id().toString().substring(24).toUpperCase(java.util.Locale.ROOT);
    }

    private PromoCode code(String name, long wholeCoins, int times) {
        return new PromoCode(
                name, coins(wholeCoins), test.now(), test.now().plus(Duration.ofDays(10)), times, 1, 0, true);
    }

    private CodeOutcome create(long wholeCoins, int times) {
        return codes.create(id(), code(name(), wholeCoins, times), "spring", asha);
    }

    private Approval proposed(String name) {
        return ((CodeOutcome.Proposed) codes.create(id(), code(name, 25, 1_000), "spring", asha)).approval();
    }

    @ParameterizedTest(name = "{0} coins, {1} times: by one person {2}")
    @CsvSource({
        "1000, 1, true",
        "1, 1000, true",
        "1001, 1, false",
        "25, 41, false",
        "1000000, 2147483647, false",
    })
    void shouldCountAllThatACodeMayGive(long wholeCoins, int times, boolean alone) {
        assertThat(create(wholeCoins, times)).isInstanceOf(alone ? CodeOutcome.Made.class : CodeOutcome.Proposed.class);
    }

    @Test
    void shouldCountWhatThePersonPromisedWithinADay() {
        create(400, 1);
        create(300, 2);
        assertThat(codes.leftAlone(asha)).isEqualTo(coins(0));
        assertThat(codes.leftAlone(ben)).isEqualTo(coins(1_000));
        assertThat(create(1, 1)).isInstanceOf(CodeOutcome.Proposed.class);
        test.pass(Duration.ofDays(1).toMillis());
        assertThat(create(1, 1)).isInstanceOf(CodeOutcome.Made.class);
    }

    @Test
    void shouldCountOnceWhoeverComesAtOnce() {
        List<Callable<CodeOutcome>> twelve = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            twelve.add(() -> create(250, 1));
        }
        assertThat(Together.run(twelve))
                .filteredOn(CodeOutcome.Made.class::isInstance)
                .hasSize(4);
    }

    @Test
    void shouldGiveNothingBeforeAnotherPersonApproves() {
        String name = name();
        Approval proposal = proposed(name);
        assertThat(codes.redeem(id(), id(), name)).isEqualTo(new RedeemOutcome.Unknown());
        assertThat(test.billing.approvals().approve(proposal.id(), asha, "mine"))
                .isInstanceOf(DecisionOutcome.SamePerson.class);
        assertThat(codes.redeem(id(), id(), name)).isEqualTo(new RedeemOutcome.Unknown());

        assertThat(test.billing.approvals().approve(proposal.id(), ben, "seen"))
                .isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(codes.redeem(id(), id(), name)).isEqualTo(new RedeemOutcome.Redeemed(coins(25), coins(25)));
        assertThat(codes.leftAlone(asha)).as("that was not alone").isEqualTo(coins(1_000));
    }

    @Test
    void shouldNotApproveWhatCannotBeMadeAnyMore() {
        String taken = name();
        UUID second = proposed(taken).id();
        codes.create(id(), code(taken, 1, 1), "", ben);
        assertThat(test.billing.approvals().approve(second, ben, "seen"))
                .isInstanceOf(DecisionOutcome.Inapplicable.class);
        PromoCode tonight =
                new PromoCode(name(), coins(25), test.now(), test.now().plus(Duration.ofHours(1)), 1_000, 1, 0, true);
        UUID late = id();
        codes.create(late, tonight, "one evening", asha);
        test.pass(Duration.ofHours(1).toMillis());
        assertThat(test.billing.approvals().approve(late, ben, "seen"))
                .isInstanceOf(DecisionOutcome.Inapplicable.class);
    }

    @Test
    void shouldAskForAReasonOnlyWhereSomebodyHasToDecide() {
        assertThat(codes.create(id(), code(name(), 1, 1), "", asha)).isInstanceOf(CodeOutcome.Made.class);
        assertThat(codes.create(id(), code(name(), 25, 1_000), " ", asha)).isInstanceOf(CodeOutcome.NoReason.class);
        UUID proposal = id();
        codes.create(proposal, code(name(), 25, 1_000), "spring", asha);
        assertThat(codes.create(proposal, code(name(), 25, 2_000), "spring", asha))
                .isInstanceOf(CodeOutcome.Conflict.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update billing.promo_code set coins = coins + 1",
                "update billing.promo_code set max_total = max_total + 1",
                "update billing.promo_code set valid_until = 'infinity'",
                "update billing.promo_code set redeemed = redeemed - 1 where redeemed > 0",
                "delete from billing.promo_code where redeemed = 0",
            })
    void shouldKeepWhatACodePromisesWhoeverAsks(String statement) {
        String name = name();
        codes.create(id(), code(name, 1, 2), "", asha);
        codes.redeem(id(), id(), name);
        assertThat(Sql.attempt(DATABASE.owner(), statement)).isNotEmpty();
        assertThat(codes.activate(name, false)).isTrue();
    }
}
