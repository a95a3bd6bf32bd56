package dev.stagedoor.billing.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.disputes.ClaimOutcome;
import dev.stagedoor.billing.disputes.Shop;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Earner;
import dev.stagedoor.billing.ledger.EarningLines;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.referrals.Newcomer;
import dev.stagedoor.billing.store.Pen;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What coins of the sandbox bring: 65 of them 29.25, beside 600.00 of real money, when payouts go to a bank. */
class TestMoneyTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final long REAL = 600_00;

    private final UUID viewer = TestBilling.id();
    private Shop shop;
    private PayoutBench bank;
    private UUID performer;

    @BeforeEach
    void open() {
        shop = new Shop(DATABASE, BillingConfig.builder().peakWindows(List.of()).build());
        bank = new PayoutBench(DATABASE, DATABASE.pool(), BankFile.NAME);
        performer = bank.payeeWith(REAL);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldNeverBePaidByABank() {
        shop.buy(viewer);
        shop.tip(viewer, performer, 65);
        assertThat(bank.refusal(performer, REAL)).isEqualTo(testMoney(29_25, 570_75));
        assertThat(bank.refusal(performer, 570_76)).isEqualTo(testMoney(29_25, 570_75));
        bank.request(performer, 570_75);
    }

    @Test
    void shouldBeWhatBoughtCoinsBroughtAndNothingElse() {
        shop.test.give(viewer, 7);
        shop.buy(viewer);
        shop.tip(viewer, performer, 65);
        assertThat(bank.refusal(performer, REAL)).isEqualTo(testMoney(26_10, 573_90));
    }

    @Test
    void shouldBeGoneOnceItIsCorrected() {
        shop.buy(viewer);
        shop.tip(viewer, performer, 65);
        bank.money.earn(performer, -29_25);
        bank.request(performer, REAL);
    }

    @Test
    void shouldBePaidByTheSandboxAndForgottenThen() {
        shop.buy(viewer);
        shop.tip(viewer, performer, 65);
        bank.money.makeAvailable(performer, 500_00);
        PayoutBench sandbox = new PayoutBench(DATABASE, DATABASE.pool(), SandboxPayouts.NAME);
        sandbox.request(performer, 500_00);
        bank.request(performer, REAL);
    }

    @Test
    void shouldBeAnAgencysAndAReferrersToo() {
        UUID agency = bank.payeeWith(0);
        UUID referrer = bank.payeeWith(REAL);
        bank.money.earn(AccountKind.AGENCY_AVAILABLE, agency, REAL);
        shop.test.represent(performer, agency, 2_500);
        String code = Objects.requireNonNull(
                shop.test.billing.referrals().of(referrer).code());
        shop.test
                .billing
                .referrals()
                .join(new Newcomer(viewer, code, shop.test.now().minusSeconds(60), shop.test.now()));
        shop.buy(viewer);
        shop.tip(viewer, performer, 65);
        assertThat(bank.refusal(performer, REAL)).isEqualTo(testMoney(21_94, 578_06));
        assertThat(bank.refusal(referrer, REAL)).isEqualTo(testMoney(4_19, 595_81));
        assertThat(bank.payouts.request(agency, true, REAL, SecondFactor.FRESH, "tap"))
                .isEqualTo(new PayoutOutcome.Refused(testMoney(7_31, 592_69)));
    }

    @Test
    void shouldFollowACallThatIsRefunded() {
        shop.buy(viewer);
        UUID call = shop.test.call(viewer, performer, 8, Increment.MINUTE);
        shop.test.billing.metering().end(call, 60_000, EndReason.HANG_UP);
        assertThat(bank.refusal(performer, REAL)).isEqualTo(testMoney(3_60, 596_40));
        UUID claim = TestBilling.id();
        shop.test.billing.disputes().openDispute(claim, viewer, call, "The picture was frozen");
        assertThat(shop.test.billing.disputes().refundCall(claim, null, null, TestBilling.id(), "she is right"))
                .isInstanceOf(ClaimOutcome.Refunded.class);
        bank.request(performer, REAL);
    }

    @Test
    void shouldFollowACallThatIsRefundedAfterItsEarningsMatured() {
        shop.buy(viewer);
        UUID call = shop.test.call(viewer, performer, 8, Increment.MINUTE);
        shop.test.billing.metering().end(call, 60_000, EndReason.HANG_UP);
        new Pen(DATABASE.pool())
                .must(TransferCode.MATURE, EarningLines.mature(Earner.performer(performer, Asset.INR), 3_60));
        UUID claim = TestBilling.id();
        shop.test.billing.disputes().openDispute(claim, viewer, call, "The picture was frozen");
        shop.test.billing.disputes().refundCall(claim, null, null, TestBilling.id(), "she is right");
        assertThat(bank.money.balance(AccountKind.CREATOR_AVAILABLE, performer)).isEqualTo(REAL);
        bank.request(performer, REAL);
    }

    @Test
    void shouldBeAMonthOfAFanClubFromItsFirstDay() {
        shop.test.billing.subscriptions().setFanClub(performer, TestBilling.coins(50), Set.of());
        shop.buy(viewer);
        UUID month = TestBilling.id();
        shop.test.billing.subscriptions().join(month, viewer, performer);
        assertThat(bank.refusal(performer, REAL)).isEqualTo(testMoney(22_50, 577_50));
        shop.test.billing.subscriptions().cancelNow(month, viewer);
        bank.request(performer, REAL);
    }

    private static PayoutRefusal testMoney(long testMinor, long payableMinor) {
        return new PayoutRefusal.TestMoney(new Money(testMinor, Asset.INR), new Money(payableMinor, Asset.INR));
    }
}
