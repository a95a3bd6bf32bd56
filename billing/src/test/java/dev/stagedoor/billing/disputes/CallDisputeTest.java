package dev.stagedoor.billing.disputes;

import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.audit.Check;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.wallet.Tip;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A viewer with 10 promotional and 110 bought coins complains about a call of four minutes at 8: 32 coins, 14.40 earned. */
class CallDisputeTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final TakenBack NOTHING_TAKEN = new TakenBack(new Money(0, Asset.INR), null);

    private final UUID viewer = id();
    private final UUID performer = id();
    private final UUID support = id();
    private final UUID claim = id();
    private final UUID agency = id();
    private Shop shop;
    private Disputes disputes;
    private UUID call;

    @BeforeEach
    void open() {
        shop = new Shop(DATABASE, BillingConfig.builder().peakWindows(List.of()).build());
        disputes = shop.test.billing.disputes();
        shop.buy(viewer);
        shop.test.give(viewer, 10);
        call = fourMinutesWith(performer);
    }

    private UUID fourMinutesWith(UUID whom) {
        UUID call = shop.test.call(viewer, whom, 8, Increment.MINUTE);
        for (int ms = 10_000; ms <= 240_000; ms += 10_000) {
            shop.test.pass(10_000);
            shop.test.billing.metering().usage(call, ms);
            shop.test.billing.runMaintenance();
        }
        shop.test.billing.metering().end(call, 240_000, EndReason.HANG_UP);
        return call;
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @ParameterizedTest(name = "{0} coins back of which the performer bears {1} basis points: {2} earned are left")
    @CsvSource({"32000, 10000, 0", "32000, 0, 1440", "32000, 5000, 720", "8000, 10000, 1080", "1, 10000, 1440"})
    void shouldGiveBackAtTheCostOfWhomTheDecisionNames(long coins, int basisPoints, long leftMinor) {
        openClaim();
        assertThat(disputes.refundCall(claim, coins, basisPoints, support, "she is right"))
                .isEqualTo(new ClaimOutcome.Refunded());
        assertThat(shop.balance("creator.pending", performer)).isEqualTo(leftMinor);
        assertThat(shop.test.available(viewer)).isEqualTo(120_000 - 32_000 + coins);
    }

    @ParameterizedTest(name = "{0} coins back at {1} basis points: {2} are left to the performer, {3} to the agency")
    @CsvSource({"32000, 10000, 0, 0", "32000, 5000, 540, 180", "8000, 10000, 810, 270"})
    void shouldTakeItFromTheAgencyToo(long coins, int basisPoints, long performerMinor, long agencyMinor) {
        UUID managed = id();
        shop.test.represent(managed, agency, 2_500);
        call = fourMinutesWith(managed);
        openClaim();
        disputes.refundCall(claim, coins, basisPoints, support, "she is right");
        assertThat(shop.balance("creator.pending", managed)).isEqualTo(performerMinor);
        assertThat(shop.balance("agency.pending", agency)).isEqualTo(agencyMinor);
        assertThat(disputes.takenBack(managed, call))
                .isEqualTo(new TakenBack(new Money(1_080 - performerMinor, Asset.INR), shop.test.now()));
        assertThat(shop.test.billing.books().reconciliation().check())
                .filteredOn(report -> report.check() == Check.AGENCIES)
                .allMatch(report -> report.found() == 0);
    }

    @Test
    void shouldReturnToTheSameLotsLastUsedFirst() {
        openClaim();
        disputes.refundCall(claim, 20_000L, null, support, "she is right");
        // 10 promotional, 15 bonus and 7 paid coins had been used.
        assertThat(Sql.rows(
                        DATABASE.owner(),
                        "select class || ' ' || remaining from billing.coin_lot where owner_ref = '" + viewer
                                + "' order by class_rank"))
                .containsExactly("PROMO 0", "BONUS 13000", "PAID 95000");
    }

    @Test
    void shouldGiveBackAllOfItUnlessTheDecisionSaysHowMuch() {
        openClaim();
        disputes.refundCall(claim, null, null, support, "she is right");
        assertThat(shop.test.available(viewer)).isEqualTo(120_000);
        assertThat(disputes.disputes(null, null, 1)
                        .items()
                        .getFirst()
                        .returned()
                        .amountMinor())
                .isEqualTo(32_000);
    }

    @Test
    void shouldNotGiveBackMoreThanTheCallCost() {
        openClaim();
        assertThat(disputes.refundCall(claim, 32_001L, null, support, "generous"))
                .isEqualTo(new ClaimOutcome.NothingLeft());
        assertThat(disputes.refundCall(claim, 0L, null, support, "mean")).isEqualTo(new ClaimOutcome.NothingLeft());
        assertThat(shop.test.available(viewer)).isEqualTo(88_000);
    }

    @Test
    void shouldBeDecidedOnce() {
        openClaim();
        assertThat(disputes.rejectDispute(claim, support, "all delivered")).isEqualTo(new ClaimOutcome.Rejected());
        assertThat(disputes.rejectDispute(claim, support, "all delivered")).isEqualTo(new ClaimOutcome.Rejected());
        assertThat(disputes.refundCall(claim, 8_000L, null, support, "she is right"))
                .isEqualTo(new ClaimOutcome.Over(ClaimState.REJECTED));
        assertThat(disputes.openDispute(id(), viewer, call, "once more"))
                .isEqualTo(new ClaimOutcome.Over(ClaimState.REJECTED));
    }

    @Test
    void shouldBeOpenedByTheViewerWithinSevenDays() {
        assertThat(disputes.openDispute(claim, performer, call, "not mine")).isEqualTo(new ClaimOutcome.NotFound());
        assertThat(disputes.openDispute(claim, viewer, id(), "which")).isEqualTo(new ClaimOutcome.NotFound());
        shop.test.pass(Duration.ofDays(7).plusHours(1).toMillis());
        assertThat(disputes.openDispute(claim, viewer, call, "frozen picture")).isEqualTo(new ClaimOutcome.TooLate());
    }

    @Test
    void shouldTellTheViewerHowItStands() {
        Instant ended =
                requireNonNull(shop.test.billing.metering().receipt(call)).endedAt();
        Instant until = ended.plus(Duration.ofDays(7));
        assertThat(disputes.complaint(viewer, call)).isEqualTo(new ComplaintStanding(until, null));
        assertThat(disputes.complaint(performer, call)).isNull();
        assertThat(disputes.complaint(viewer, id())).isNull();
        openClaim();
        disputes.refundCall(claim, 20_000L, null, support, "she is right");
        CallDispute decided = disputes.disputes(null, null, 1).items().getFirst();
        assertThat(decided.returned()).isEqualTo(TestBilling.coins(20));
        assertThat(disputes.complaint(viewer, call)).isEqualTo(new ComplaintStanding(until, decided));
    }

    @Test
    void shouldTellAPerformerOnlyWhatTheyLost() {
        openClaim();
        assertThat(disputes.takenBack(performer, call)).isEqualTo(NOTHING_TAKEN);
        shop.test.pass(Duration.ofDays(9).toMillis());
        shop.test.billing.runMaintenance();
        assertThat(shop.balance("creator.pending", performer)).isZero();
        disputes.refundCall(claim, 16_000L, null, support, "she is right");
        assertThat(disputes.takenBack(performer, call))
                .isEqualTo(new TakenBack(new Money(720, Asset.INR), shop.test.now()));
        assertThat(disputes.takenBack(viewer, call)).isNull();
        assertThat(disputes.takenBack(performer, id())).isNull();
    }

    @Test
    void shouldTellNothingToAPerformerWhomTheDecisionCostNothing() {
        openClaim();
        disputes.refundCall(claim, 16_000L, 0, support, "our server was at fault");
        assertThat(disputes.takenBack(performer, call)).isEqualTo(NOTHING_TAKEN);
    }

    @Test
    void shouldHaveNoWordsForThePerformerAloneInTheEvidence() {
        shop.test.give(viewer, 20);
        for (boolean hidden : new boolean[] {true, false}) {
            shop.test
                    .billing
                    .tips()
                    .tip(new Tip(
                            id(),
                            viewer,
                            performer,
                            call,
                            TestBilling.coins(10),
                            hidden ? "come at nine" : "well sung",
                            false,
                            hidden));
        }

        assertThat(disputes.evidenceOfCall(call))
                .contains("well sung", "\"private_message\": true")
                .doesNotContain("come at nine");
    }

    @Test
    void shouldHaveTheEvidenceReady() {
        openClaim();
        assertThat(disputes.evidenceOfCall(call))
                .contains("\"heartbeats\"", "\"receipt\"", "frozen picture", "\"CAPTURE\"", "\"billable_ms\": 240000");
        assertThat(disputes.evidenceOfCall(id())).isNull();
        assertThat(disputes.disputes(ClaimState.OPEN, null, 1)
                        .items()
                        .getFirst()
                        .charged()
                        .amountMinor())
                .isEqualTo(32_000);
    }

    @Test
    void shouldStandInTheViewersHistory() {
        openClaim();
        disputes.refundCall(claim, 8_000L, null, support, "she is right");
        assertThat(shop.test
                        .billing
                        .wallets()
                        .movements(viewer, dev.stagedoor.billing.wallet.Movement.Filter.ALL, null, 10)
                        .items())
                .extracting(
                        movement -> movement.kind() + " " + movement.amount().amountMinor())
                .contains("CALL_REFUND 8000", "CALL -32000");
    }

    private void openClaim() {
        assertThat(disputes.openDispute(claim, viewer, call, "frozen picture")).isEqualTo(new ClaimOutcome.Open());
    }
}
