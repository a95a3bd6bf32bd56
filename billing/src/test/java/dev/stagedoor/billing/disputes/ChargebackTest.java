package dev.stagedoor.billing.disputes;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.agencies.AgencyEarning;
import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.AccountRef;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Earner;
import dev.stagedoor.billing.ledger.EarningLines;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.ProviderEvent.Kind;
import dev.stagedoor.billing.payments.WebhookOutcome;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.store.Pen;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a bank takes back, and who bears it: 65 of 110 coins are used, a share of 29.25 was earned by them. */
class ChargebackTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final long FEE_MINOR = 50_000;

    private final UUID viewer = id();
    private final UUID performer = id();
    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(DATABASE, BillingConfig.builder().peakWindows(List.of()).build());
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldTakeTheRestThenTheEarningsThenLeaveADebt() {
        Order order = used();
        assertThat(tell(order, Kind.CHARGEBACK_OPENED)).isInstanceOf(WebhookOutcome.Accepted.class);
        assertThat(shop.lines("CHARGEBACK", order.orderId()))
                .containsExactly(
                        "viewer.available -45000",
                        "platform.coins_issued_paid 45000",
                        "psp.receivable 9900",
                        "platform.deferred_revenue -3975",
                        "tax.gst_output -715",
                        "creator.pending -2925",
                        "viewer.debt -2285");
        assertThat(shop.stateOf(order)).isEqualTo("CHARGEDBACK");
        assertThat(shop.test.available(viewer)).isZero();
        assertThat(shop.feesOf(order)).isEqualTo(-FEE_MINOR);
    }

    @Test
    void shouldTakeTheAgencysPartAsThePerformersAndGiveBothBack() {
        UUID agency = id();
        shop.test.represent(performer, agency, 2_500);
        Order order = used();
        assertThat(shop.balance("agency.pending", agency)).isEqualTo(731);
        tell(order, Kind.CHARGEBACK_OPENED);
        assertThat(shop.lines("CHARGEBACK", order.orderId()))
                .contains("creator.pending -2194", "agency.pending -731", "viewer.debt -2285");
        assertThat(shop.balance("agency.pending", agency)).isZero();
        tell(order, Kind.CHARGEBACK_WON);
        assertThat(shop.balance("creator.pending", performer)).isEqualTo(2_194);
        assertThat(shop.balance("agency.pending", agency)).isEqualTo(731);
    }

    @Test
    void shouldSayWhoseSalesAnAgencyLostAndWhoseItGotBack() {
        UUID agency = id();
        UUID other = id();
        shop.test.represent(performer, agency, 2_500);
        shop.test.represent(other, agency, 5_000);
        Order order = shop.buy(viewer);
        shop.tip(viewer, performer, 20);
        shop.tip(viewer, other, 45);
        assertThat(forAgency(agency)).containsExactly(other + " 1012", performer + " 225");
        assertThat(shop.balance("agency.pending", agency)).isEqualTo(1_237);
        tell(order, Kind.CHARGEBACK_OPENED);
        assertThat(shop.balance("agency.pending", agency)).isZero();
        assertThat(forAgency(agency)).extracting(line -> line.split(" ", -1)[1]).containsExactly("0", "0");
        assertThat(shop.test.billing.agencies().earnedBy(other, month()))
                .singleElement()
                .extracting(AgencyEarning::amountMinor)
                .isEqualTo(0L);
        tell(order, Kind.CHARGEBACK_WON);
        assertThat(forAgency(agency)).containsExactly(other + " 1012", performer + " 225");
    }

    /** As it is said before, while and after it is folded. */
    private List<String> forAgency(UUID agency) {
        List<String> said = saidOf(agency);
        for (int folds = 0; folds < 2; folds++) {
            shop.test.billing.maintenance().runUpkeep();
            assertThat(saidOf(agency)).isEqualTo(said);
        }
        return said;
    }

    private List<String> saidOf(UUID agency) {
        return shop.test.billing.agencies().earnedFor(agency, month()).stream()
                .map(earning -> earning.performerId() + " " + earning.amountMinor())
                .toList();
    }

    /** Transfers are dated by the database. */
    private YearMonth month() {
        return YearMonth.from(
                shop.test.now().atZone(BillingConfig.defaults().earnings().zone()));
    }

    @Test
    void shouldTakeMaturedEarningsAfterPendingOnes() {
        Order order = used();
        new Pen(DATABASE.pool())
                .must(TransferCode.MATURE, EarningLines.mature(Earner.performer(performer, Asset.INR), 925));
        tell(order, Kind.CHARGEBACK_OPENED);
        assertThat(shop.lines("CHARGEBACK", order.orderId()))
                .contains("creator.pending -2000", "creator.available -925");
    }

    @Test
    void shouldNotTakeAgainWhatAComplaintHasGivenBackOfMaturedEarnings() {
        UUID other = id();
        Order order = shop.buy(viewer);
        UUID call = shop.test.call(viewer, performer, 8, Increment.MINUTE);
        shop.test.billing.metering().end(call, 60_000, EndReason.HANG_UP);
        long earned = shop.balance("creator.pending", performer);
        new Pen(DATABASE.pool())
                .must(TransferCode.MATURE, EarningLines.mature(Earner.performer(performer, Asset.INR), earned));
        UUID claim = id();
        shop.test.billing.disputes().openDispute(claim, viewer, call, "The picture was frozen");
        shop.test.billing.disputes().refundCall(claim, null, null, id(), "she is right");
        assertThat(shop.balance("creator.available", performer)).isZero();
        // Hers by the coins of somebody else.
        UUID fan = shop.test.viewerWith(100);
        shop.tip(fan, performer, 100);
        shop.tip(viewer, other, 65);
        tell(order, Kind.CHARGEBACK_OPENED);
        assertThat(shop.balance("creator.pending", other)).isZero();
        assertThat(shop.balance("creator.pending", performer)).isEqualTo(4_500);
    }

    @Test
    void shouldTakeAMonthOfAFanClubAsWhatElseWasEarned() {
        UUID agency = id();
        shop.test.represent(performer, agency, 2_500);
        shop.test.billing.subscriptions().setFanClub(performer, TestBilling.coins(65), Set.of());
        Order order = shop.buy(viewer);
        shop.test.billing.subscriptions().join(id(), viewer, performer);
        tell(order, Kind.CHARGEBACK_OPENED);
        assertThat(shop.lines("CHARGEBACK", order.orderId())).contains("creator.pending -2194", "agency.pending -731");
        assertThat(forAgency(agency)).containsExactly(performer + " 0");
        tell(order, Kind.CHARGEBACK_WON);
        assertThat(forAgency(agency)).containsExactly(performer + " 731");
    }

    /** A bank may take one payment back in more than one case. */
    @Test
    void shouldNotTakeInASecondCaseWhatTheFirstHasTaken() {
        Order order = used();
        assertThat(earnedBy(order)).containsExactly("2925");
        tell(order, Kind.CHARGEBACK_OPENED);
        assertThat(earnedBy(order)).isEmpty();
        tell(order, Kind.CHARGEBACK_WON);
        assertThat(earnedBy(order)).containsExactly("2925");
    }

    private static List<String> earnedBy(Order order) {
        return Sql.rows(
                DATABASE.owner(),
                "select e.amount::text from billing.transfer t cross join billing.earned_from_grant(t.id) e"
                        + " where t.code = 'PURCHASE' and t.ref = '" + order.orderId() + "'");
    }

    @Test
    void shouldLeaveTheHouseWhatNobodyElseBears() {
        shop = new Shop(
                DATABASE,
                BillingConfig.builder()
                        .disputes(new DisputeTerms(Duration.ofDays(7), Duration.ofDays(7), 10_000, false, 2_000))
                        .build());
        Order order = used();
        tell(order, Kind.CHARGEBACK_OPENED);
        assertThat(shop.lines("CHARGEBACK", order.orderId()))
                .contains("viewer.debt -2000", "platform.chargeback_loss -3210")
                .noneMatch(line -> line.startsWith("creator."));
        Chargeback known =
                shop.test.billing.disputes().chargebacks(null, 1).items().getFirst();
        assertThat(known.loss().amountMinor()).isEqualTo(3_210);
        assertThat(known.stage()).isEqualTo(Chargeback.Stage.OPENED);
    }

    @Test
    void shouldNotOpenOneCaseTwice() {
        Order order = used();
        tell(order, Kind.CHARGEBACK_OPENED);
        tell(order, Kind.CHARGEBACK_OPENED);
        assertThat(shop.lines("CHARGEBACK", order.orderId())).hasSize(7);
        assertThat(shop.feesOf(order)).isEqualTo(-FEE_MINOR);
    }

    @Test
    void shouldShowPeopleAFeeThatNoCaseCosts() {
        Order order = used();
        List<String> before = shop.journal();
        assertThat(shop.disputed(order, Kind.CHARGEBACK_OPENED, Long.MAX_VALUE))
                .isInstanceOf(WebhookOutcome.Quarantined.class);
        assertThat(shop.journal()).isEqualTo(before);
    }

    @Test
    void shouldTakeACommonDebtUpToItsLimit() {
        shop = new Shop(
                DATABASE,
                BillingConfig.builder()
                        .disputes(new DisputeTerms(Duration.ofDays(7), Duration.ofDays(7), 10_000, true, 3_000))
                        .build());
        tell(used(), Kind.CHARGEBACK_OPENED);
        tell(used(), Kind.CHARGEBACK_OPENED);
        assertThat(shop.balance("viewer.debt", viewer)).isEqualTo(-3_000);
    }

    /** As much as the setting may say is as much as the books take. */
    @Test
    void shouldLetAViewerOweWhatTheTermsSayHoweverMuchThatIs() {
        shop = new Shop(
                DATABASE,
                BillingConfig.builder()
                        .disputes(DisputeTerms.defaults()
                                .borneBy(10_000, false, 1_000_000_000L * Asset.INR.minorPerUnit()))
                        .build());
        new Pen(DATABASE.pool())
                .must(
                        TransferCode.ADJUST,
                        List.of(
                                new Line(AccountRef.payee(AccountKind.VIEWER_DEBT, viewer, Asset.INR), -999_000),
                                new Line(AccountRef.house(AccountKind.CHARGEBACK_LOSS, Asset.INR), 999_000)));
        Order order = used();
        assertThat(tell(order, Kind.CHARGEBACK_OPENED)).isInstanceOf(WebhookOutcome.Accepted.class);
        assertThat(shop.balance("viewer.debt", viewer)).isEqualTo(-999_000 - 5_210);
    }

    private Order used() {
        Order order = shop.buy(viewer);
        shop.tip(viewer, performer, 65);
        return order;
    }

    private WebhookOutcome tell(Order order, Kind stage) {
        return shop.disputed(order, stage, FEE_MINOR);
    }
}
