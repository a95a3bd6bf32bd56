package dev.stagedoor.billing.wallet;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes that give 25 coins, twice to each of at most three. */
class CodesTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final String code = "ROSE-" + id().toString().substring(28).toUpperCase(java.util.Locale.ROOT);
    private final UUID viewer = id();
    private TestBilling test;
    private Codes codes;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        codes = test.billing.codes();
        assertThat(codes.create(id(), code(3, 2), "", id())).isEqualTo(new CodeOutcome.Made());
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldGivePromotionalCoinsHoweverItIsTyped() {
        assertThat(codes.redeem(id(), viewer, "  " + code.toLowerCase(java.util.Locale.ROOT) + " "))
                .isEqualTo(new RedeemOutcome.Redeemed(coins(25), coins(25)));
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select class || ' ' || round(extract(epoch from expires_at - granted_at) / 86400)"
                                + " from billing.coin_lot where owner_ref = '" + viewer + "'"))
                .containsExactly("PROMO 30");
    }

    @Test
    void shouldCountARepeatOnce() {
        UUID redemption = id();
        codes.redeem(redemption, viewer, code);
        assertThat(codes.redeem(redemption, viewer, code)).isEqualTo(new RedeemOutcome.Redeemed(coins(25), coins(25)));
        assertThat(codes.redeem(redemption, id(), code)).isEqualTo(new RedeemOutcome.Unknown());
    }

    @Test
    void shouldKeepToTheLimitsPerPersonAndAltogether() {
        codes.redeem(id(), viewer, code);
        codes.redeem(id(), viewer, code);
        assertThat(codes.redeem(id(), viewer, code)).isEqualTo(new RedeemOutcome.AlreadyUsed());
        codes.redeem(id(), id(), code);
        assertThat(codes.redeem(id(), id(), code)).isEqualTo(new RedeemOutcome.UsedUp());
        assertThat(codes.list())
                .filteredOn(each -> each.code().equals(code))
                .extracting(PromoCode::redeemed)
                .containsExactly(3);
    }

    @Test
    void shouldKeepToTheLimitsWhoeverComesAtOnce() {
        List<Callable<RedeemOutcome>> people = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            people.add(() -> codes.redeem(id(), id(), code));
        }
        assertThat(Together.run(people))
                .filteredOn(RedeemOutcome.Redeemed.class::isInstance)
                .hasSize(3);
    }

    @ParameterizedTest(name = "after {0} days: valid {1}")
    @CsvSource({"-1, false", "0, true", "9, true", "10, false"})
    void shouldBeValidForItsTime(int days, boolean valid) {
        test.pass(Duration.ofDays(days).toMillis());
        assertThat(codes.redeem(id(), viewer, code) instanceof RedeemOutcome.Redeemed)
                .isEqualTo(valid);
    }

    @Test
    void shouldBeSwitchedOff() {
        assertThat(codes.activate(code, false)).isTrue();
        assertThat(codes.redeem(id(), viewer, code)).isEqualTo(new RedeemOutcome.Unknown());
        assertThat(codes.activate("NO-SUCH-CODE", false)).isFalse();
        assertThat(codes.create(id(), code(1, 1), "", id())).isEqualTo(new CodeOutcome.Exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC", "with space", "ÄRGER", "'; drop table", ""})
    void shouldRefuseOtherShapes(String text) {
        assertThat(codes.redeem(id(), viewer, text)).isEqualTo(new RedeemOutcome.Unknown());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PromoCode(
                        PromoCode.normal(text),
                        coins(1),
                        TestBilling.NOON,
                        TestBilling.NOON.plusSeconds(1),
                        1,
                        1,
                        0,
                        true));
    }

    private PromoCode code(int maximumTotal, int maximumPerUser) {
        Instant from = TestBilling.NOON;
        return new PromoCode(
                code, coins(25), from, from.plus(Duration.ofDays(10)), maximumTotal, maximumPerUser, 0, true);
    }
}
