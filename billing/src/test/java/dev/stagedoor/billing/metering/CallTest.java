package dev.stagedoor.billing.metering;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.wallet.Tip;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A call from quote to receipt, on a real database. */
class CallTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final long MINUTE_MS = 60_000;

    private final UUID performer = id();
    private TestBilling test;
    private Metering metering;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        metering = test.billing.metering();
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
        assertThat(test.billing.ledger().trialBalance().zero()).isTrue();
    }

    @Test
    void shouldQuoteWhatTheViewerCanAfford() {
        UUID viewer = test.viewerWith(100);
        Quote quote = test.quote(viewer, performer, 8, Increment.MINUTE);
        assertThat(quote.perMinute()).isEqualTo(coins(8));
        assertThat(quote.minimum()).isEqualTo(coins(24));
        assertThat(quote.spendable()).isEqualTo(coins(100));
        assertThat(quote.estimatedMinutes()).isEqualTo(12);
        assertThat(quote.expiresAt()).isEqualTo(TestBilling.NOON.plusSeconds(60));
    }

    @Test
    void shouldLockThePeakRateOfTheMomentOfTheQuote() {
        UUID viewer = test.viewerWith(200);
        test.pass(12 * 60 * MINUTE_MS);
        Quote quote = test.quote(viewer, performer, 8, Increment.MINUTE);
        assertThat(quote.perMinute()).isEqualTo(coins(12));
        UUID call = id();
        metering.hold(call, quote.quoteId());
        metering.started(call);
        test.pass(12 * 60 * MINUTE_MS);
        assertThat(metering.end(call, 1, EndReason.HANG_UP).charged()).isEqualTo(coins(12));
    }

    @ParameterizedTest(name = "{0} ms at {1} a minute, charged by the {2}: {3} thousandths, {4} paise earned")
    @CsvSource({
        "932000, 8, MINUTE, 128000, 5760",
        "240000, 8, MINUTE,  32000, 1440",
        "240001, 8, MINUTE,  40000, 1800",
        "1,      8, MINUTE,   8000,  360",
        "0,      8, MINUTE,      0,    0",
        "61234,  8, SECOND,   8267,  372",
        "1,      8, SECOND,    134,    6",
    })
    void shouldChargeWhatTheChargeFunctionSays(long ms, long rate, Increment increment, long charged, long earned) {
        UUID viewer = test.viewerWith(200);
        UUID call = test.call(viewer, performer, rate, increment);
        for (long reported = 0; reported < ms; reported += 250) {
            metering.usage(call, reported);
        }

        Receipt receipt = metering.end(call, ms, EndReason.HANG_UP);

        assertThat(receipt.deliveredMs()).isEqualTo(ms);
        assertThat(receipt.charged()).isEqualTo(Money.coins(charged));
        assertThat(receipt.earned()).isEqualTo(new Money(earned, Asset.INR));
        assertThat(receipt.fault()).isFalse();
        assertThat(test.available(viewer)).isEqualTo(200_000 - charged);
        assertThat(test.held(viewer)).isZero();
        assertThat(metering.receipt(call)).isEqualTo(receipt);
    }

    @Test
    void shouldCountDownWarnAndCutOffWhenThreeMinutesAreAllThereIs() {
        UUID viewer = test.viewerWith(24);
        UUID call = test.call(viewer, performer, 8, Increment.MINUTE);
        List<String> changes = new ArrayList<>();
        Funding before = null;
        MeterReading reading = metering.usage(call, 0);
        for (long ms = 250; ms <= 181_000; ms += 250) {
            reading = metering.usage(call, ms);
            if (reading.funding() != before) {
                changes.add(reading.funding() + " at " + ms + ", " + reading.remainingMs() + " left");
                before = reading.funding();
            }
        }
        assertThat(changes)
                .containsExactly(
                        "FUNDED at 250, 179750 left",
                        "LOW at 60000, 120000 left",
                        "FINAL at 150000, 30000 left",
                        "EXHAUSTED at 180000, 0 left");
        assertThat(reading.billableMs()).isEqualTo(180_000);
        assertThat(reading.endAtMs()).isEqualTo(180_000);

        Receipt receipt = metering.end(call, 181_000, EndReason.INSUFFICIENT_FUNDS);

        assertThat(receipt.charged()).isEqualTo(coins(24));
        assertThat(receipt.deliveredMs()).isEqualTo(180_000);
        assertThat(test.available(viewer)).isZero();
        assertThat(test.held(viewer)).isZero();
    }

    @Test
    void shouldGoOnAfterATopUpInTime() {
        UUID viewer = test.viewerWith(24);
        UUID call = test.call(viewer, performer, 8, Increment.MINUTE);
        assertThat(metering.usage(call, 180_000).funding()).isEqualTo(Funding.EXHAUSTED);

        test.give(viewer, 16);
        MeterReading reading = metering.usage(call, 180_000);

        assertThat(reading.funding()).isEqualTo(Funding.LOW);
        assertThat(reading.remainingMs()).isEqualTo(2 * MINUTE_MS);
        assertThat(reading.endAtMs()).isEqualTo(5 * MINUTE_MS);
        assertThat(metering.end(call, 4 * MINUTE_MS, EndReason.HANG_UP).charged())
                .isEqualTo(coins(32));
        assertThat(test.available(viewer)).isEqualTo(8_000);
    }

    @Test
    void shouldSeeATopUpMadeOnAnotherNode() {
        UUID viewer = test.viewerWith(24);
        UUID call = test.call(viewer, performer, 8, Increment.MINUTE);
        metering.usage(call, 170_000);
        TestBilling otherNode = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        otherNode.give(viewer, 80);

        assertThat(metering.usage(call, 170_250).remainingMs()).isEqualTo(9_750);
        test.pass(1_000);
        assertThat(metering.usage(call, 170_500).remainingMs()).isEqualTo(10 * MINUTE_MS + 9_500);
    }

    @Test
    void shouldExtendTheHoldByWhatIsLeftWhenTwoMinutesAreTooMuch() {
        UUID viewer = test.viewerWith(33);
        UUID call = test.call(viewer, performer, 8, Increment.MINUTE);
        MeterReading reading = metering.usage(call, 106_000);
        assertThat(reading.endAtMs()).isEqualTo(4 * MINUTE_MS);
        assertThat(reading.spendable()).isEqualTo(coins(1));
        assertThat(metering.usage(call, 4 * MINUTE_MS).funding()).isEqualTo(Funding.EXHAUSTED);
        assertThat(metering.end(call, 4 * MINUTE_MS, EndReason.INSUFFICIENT_FUNDS)
                        .charged())
                .isEqualTo(coins(32));
    }

    @Test
    void shouldNotGoBackwards() {
        UUID call = test.call(test.viewerWith(100), performer, 8, Increment.MINUTE);
        MeterReading reading = metering.usage(call, 70_000);
        assertThat(metering.usage(call, 5_000)).isEqualTo(reading);
        assertThat(metering.usage(call, -1)).isEqualTo(reading);
        assertThat(metering.end(call, 0, EndReason.HANG_UP).charged()).isEqualTo(coins(16));
    }

    @Test
    void shouldStopAtTheLongestCall() {
        BillingConfig config = BillingConfig.builder()
                .metering(MeteringTerms.builder().maximumCallMs(5 * MINUTE_MS).build())
                .build();
        TestBilling strict = new TestBilling(DATABASE.pool(), config);
        UUID viewer = strict.viewerWith(1_000);
        UUID call = strict.call(viewer, performer, 8, Increment.MINUTE);
        MeterReading reading = strict.billing.metering().usage(call, 6 * MINUTE_MS);
        assertThat(reading.funding()).isEqualTo(Funding.EXHAUSTED);
        assertThat(reading.billableMs()).isEqualTo(5 * MINUTE_MS);
        assertThat(strict.billing
                        .metering()
                        .end(call, 6 * MINUTE_MS, EndReason.MAXIMUM_DURATION)
                        .charged())
                .isEqualTo(coins(40));
    }

    @Test
    void shouldTouchTheDatabaseOncePerMinuteAndExtensionOnly() {
        UUID call = test.call(test.viewerWith(1_000), performer, 8, Increment.MINUTE);
        for (long ms = 0; ms <= 10 * MINUTE_MS; ms += 250) {
            metering.usage(call, ms);
        }
        String code = "select count(*) from billing.transfer where session_id = '" + call + "' and code = '%s'";
        assertThat(Sql.number(DATABASE.owner(), code.formatted("CAPTURE"))).isEqualTo(10);
        assertThat(Sql.number(DATABASE.owner(), code.formatted("EXTEND"))).isLessThanOrEqualTo(5);
        metering.end(call, 10 * MINUTE_MS, EndReason.HANG_UP);
    }

    @Test
    void shouldCaptureSecondsInPiecesOfTenSeconds() {
        UUID call = test.call(test.viewerWith(1_000), performer, 6, Increment.SECOND);
        for (long ms = 0; ms <= MINUTE_MS; ms += 250) {
            MeterReading reading = metering.usage(call, ms);
            assertThat(reading.charged()).isEqualTo(Money.coins(100 * Math.ceilDiv(ms, 1_000)));
        }
        assertThat(Sql.number(DATABASE.owner(), """
                select count(*) from billing.transfer where code = 'CAPTURE' and session_id = '%s'""".formatted(call))).isEqualTo(6);
        assertThat(metering.end(call, MINUTE_MS, EndReason.HANG_UP).charged()).isEqualTo(coins(6));
    }

    @Test
    void shouldPutTipsOfTheCallOnItsReceipt() {
        UUID viewer = test.viewerWith(100);
        UUID call = test.call(viewer, performer, 8, Increment.MINUTE);
        metering.usage(call, 1_000);
        test.billing.tips().tip(new Tip(id(), viewer, performer, call, coins(10), "thanks", false));
        Receipt receipt = metering.end(call, 1_000, EndReason.HANG_UP);
        assertThat(receipt.charged()).isEqualTo(coins(8));
        assertThat(receipt.tips()).isEqualTo(coins(10));
        assertThat(receipt.earned()).isEqualTo(new Money(8_10, Asset.INR));
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource(names = {"MINUTE", "SECOND"})
    void shouldKeepHeartbeatsAsEvidence(Increment increment) {
        UUID call = test.call(test.viewerWith(100), performer, 8, increment);
        for (long ms = 0; ms <= 65_000; ms += 250) {
            metering.usage(call, ms);
            test.billing.runMaintenance();
        }
        MeteredSession session = requireNonNull(test.billing.sessions().session(call));
        assertThat(session.heartbeats().stream().map(MeteredSession.Heartbeat::billableMs))
                .containsExactly(10_000L, 20_000L, 30_000L, 40_000L, 50_000L, 60_000L);
        metering.end(call, 65_000, EndReason.HANG_UP);
    }
}
