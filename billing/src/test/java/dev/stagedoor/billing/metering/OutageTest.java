package dev.stagedoor.billing.metering;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.pricing.Increment;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database goes away while a call runs, or is lost at the worst moments of a commit. */
class OutageTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private FaultyDataSource database;
    private TestBilling test;
    private Metering metering;
    private UUID viewer;
    private UUID call;

    @BeforeEach
    void startACall() {
        database = new FaultyDataSource(DATABASE.pool());
        test = new TestBilling(database, BillingConfig.defaults());
        metering = test.billing.metering();
        viewer = test.viewerWith(100);
        call = test.call(viewer, id(), 8, Increment.MINUTE);
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldLiveOnWhatTheHoldPaysForAndSayWhenThatEnds() {
        metering.usage(call, 30_000);
        database.breakAt(Fault.UNREACHABLE);
        MeterReading reading = metering.usage(call, 170_000);
        assertThat(reading.billableMs()).isEqualTo(170_000);
        assertThat(reading.endAtMs()).isEqualTo(180_000);
        assertThat(reading.charged()).isEqualTo(coins(24));
        assertThat(metering.usage(call, 190_000).funding()).isEqualTo(Funding.EXHAUSTED);
        test.billing.runMaintenance();

        database.breakAt(Fault.NONE);
        test.pass(1_000);
        MeterReading after = metering.usage(call, 190_000);
        assertThat(after.funding()).isNotEqualTo(Funding.EXHAUSTED);
        assertThat(after.billableMs()).isEqualTo(190_000);
        test.billing.runMaintenance();
        assertThat(requireNonNull(test.billing.sessions().session(call)).billableMs())
                .isEqualTo(190_000);
        assertThat(metering.end(call, 190_000, EndReason.HANG_UP).charged()).isEqualTo(coins(32));
    }

    @Test
    void shouldNotAskAgainForASecond() {
        database.breakAt(Fault.UNREACHABLE);
        metering.usage(call, 1_000);
        database.breakAt(Fault.NONE);
        metering.usage(call, 61_000);
        assertThat(requireNonNull(test.billing.sessions().session(call)).captured())
                .isEqualTo(coins(0));
        test.pass(1_000);
        metering.usage(call, 61_250);
        assertThat(requireNonNull(test.billing.sessions().session(call)).captured())
                .isEqualTo(coins(16));
    }

    @Test
    void shouldKeepAnEndInMindUntilTheDatabaseIsBack() {
        metering.usage(call, 70_000);
        database.breakAt(Fault.UNREACHABLE);
        assertThatThrownBy(() -> metering.end(call, 71_000, EndReason.HANG_UP))
                .isInstanceOf(LedgerUnavailableException.class);
        test.billing.runMaintenance();

        database.breakAt(Fault.NONE);
        test.billing.runMaintenance();

        Receipt receipt = requireNonNull(metering.receipt(call));
        assertThat(receipt.deliveredMs()).isEqualTo(71_000);
        assertThat(receipt.reason()).isEqualTo(EndReason.HANG_UP);
        assertThat(receipt.fault()).isFalse();
        assertThat(test.settledNews).containsExactly(call);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void shouldCaptureOnceWhateverBecameOfTheCommit(Fault fault) {
        database.breakAt(fault);
        metering.usage(call, 1_000);
        test.pass(1_000);
        metering.usage(call, 2_000);
        assertThat(requireNonNull(test.billing.sessions().session(call)).captured())
                .isEqualTo(coins(8));
        database.breakAt(fault);
        metering.usage(call, 61_000);
        test.pass(1_000);
        assertThat(metering.usage(call, 130_000).charged()).isEqualTo(coins(24));
        assertThat(metering.end(call, 130_000, EndReason.HANG_UP).charged()).isEqualTo(coins(24));
        assertThat(test.available(viewer)).isEqualTo(76_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void shouldEndOnceWhateverBecameOfTheCommit(Fault fault) {
        metering.usage(call, 70_000);
        database.breakAt(fault);
        assertThatThrownBy(() -> metering.end(call, 70_000, EndReason.HANG_UP))
                .isInstanceOf(LedgerUnavailableException.class);
        Receipt receipt = metering.end(call, 70_000, EndReason.HANG_UP);
        assertThat(receipt.charged()).isEqualTo(coins(16));
        assertThat(metering.end(call, 70_000, EndReason.HANG_UP)).isEqualTo(receipt);
        assertThat(test.held(viewer)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void shouldHoldOnceWhateverBecameOfTheCommit(Fault fault) {
        UUID other = test.viewerWith(100);
        UUID second = id();
        Quote quote = test.quote(other, id(), 8, Increment.MINUTE);
        database.breakAt(fault);
        assertThatThrownBy(() -> metering.hold(second, quote.quoteId())).isInstanceOf(LedgerUnavailableException.class);
        assertThat(metering.hold(second, quote.quoteId())).isEqualTo(new HoldOutcome.Held(coins(24)));
        assertThat(test.held(other)).isEqualTo(24_000);
    }
}
