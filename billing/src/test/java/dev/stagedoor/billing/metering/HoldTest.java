package dev.stagedoor.billing.metering;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.pricing.Increment;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reserving coins before a call, and giving them back when it does not happen. */
class HoldTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

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
    }

    @Test
    void shouldHoldThreeMinutes() {
        UUID viewer = test.viewerWith(100);
        UUID call = id();
        Quote quote = test.quote(viewer, performer, 8, Increment.MINUTE);
        assertThat(metering.hold(call, quote.quoteId())).isEqualTo(new HoldOutcome.Held(coins(24)));
        assertThat(test.available(viewer)).isEqualTo(76_000);
        assertThat(test.held(viewer)).isEqualTo(24_000);
    }

    @Test
    void shouldGiveTheSameAnswerToARepeat() {
        UUID viewer = test.viewerWith(100);
        UUID call = id();
        Quote quote = test.quote(viewer, performer, 8, Increment.MINUTE);
        HoldOutcome first = metering.hold(call, quote.quoteId());
        test.pass(120_000);
        assertThat(metering.hold(call, quote.quoteId())).isEqualTo(first);
        assertThat(test.held(viewer)).isEqualTo(24_000);
    }

    @Test
    void shouldRefuseWithLessThanThreeMinutes() {
        UUID viewer = test.viewerWith(23);
        Quote quote = test.quote(viewer, performer, 8, Increment.MINUTE);
        assertThat(metering.hold(id(), quote.quoteId()))
                .isEqualTo(new HoldOutcome.InsufficientFunds(coins(24), coins(23)));
        assertThat(test.available(viewer)).isEqualTo(23_000);
    }

    @Test
    void shouldRefuseSomeoneWhoNeverHadCoins() {
        Quote quote = test.quote(id(), performer, 8, Increment.MINUTE);
        assertThat(metering.hold(id(), quote.quoteId()))
                .isEqualTo(new HoldOutcome.InsufficientFunds(coins(24), coins(0)));
    }

    @Test
    void shouldRefuseAnExpiredAUsedAndAnUnknownQuote() {
        UUID viewer = test.viewerWith(100);
        Quote quote = test.quote(viewer, performer, 8, Increment.MINUTE);
        test.pass(60_001);
        assertThat(metering.hold(id(), quote.quoteId())).isEqualTo(new HoldOutcome.QuoteExpired());
        assertThat(metering.hold(id(), id())).isEqualTo(new HoldOutcome.QuoteExpired());

        Quote fresh = test.quote(viewer, performer, 8, Increment.MINUTE);
        UUID call = id();
        metering.hold(call, fresh.quoteId());
        metering.end(call, 0, EndReason.CANCELLED);
        assertThat(metering.hold(id(), fresh.quoteId())).isEqualTo(new HoldOutcome.QuoteExpired());
    }

    @Test
    void shouldRefuseASecondCallOfEither() {
        UUID viewer = test.viewerWith(100);
        test.hold(viewer, performer, 8, Increment.MINUTE);
        Quote sameViewer = test.quote(viewer, id(), 8, Increment.MINUTE);
        assertThat(metering.hold(id(), sameViewer.quoteId())).isEqualTo(new HoldOutcome.Busy());
        Quote samePerformer = test.quote(test.viewerWith(100), performer, 8, Increment.MINUTE);
        assertThat(metering.hold(id(), samePerformer.quoteId())).isEqualTo(new HoldOutcome.Busy());
    }

    @ParameterizedTest
    @EnumSource(
            value = EndReason.class,
            names = {"REJECTED", "MISSED", "CANCELLED", "NEVER_CONNECTED", "FAILED"})
    void shouldCostNothingWhenTheCallDidNotHappen(EndReason reason) {
        UUID viewer = test.viewerWith(100);
        UUID call = test.hold(viewer, performer, 8, Increment.MINUTE);
        Receipt receipt = metering.end(call, 90_000, reason);
        assertThat(receipt.charged()).isEqualTo(coins(0));
        assertThat(receipt.deliveredMs()).isZero();
        assertThat(receipt.startedAt()).isNull();
        assertThat(receipt.reason()).isEqualTo(reason);
        assertThat(test.available(viewer)).isEqualTo(100_000);
        test.hold(viewer, performer, 8, Increment.MINUTE);
    }

    @Test
    void shouldNotMeterBeforeTheStart() {
        UUID viewer = test.viewerWith(100);
        UUID call = test.hold(viewer, performer, 8, Increment.MINUTE);
        assertThat(metering.usage(call, 50_000).billableMs()).isZero();
        metering.started(call);
        metering.started(call);
        assertThat(metering.usage(call, 50_000).billableMs()).isEqualTo(50_000);
        metering.end(call, 50_000, EndReason.HANG_UP);
    }

    @Test
    void shouldFundNothingForACallThatIsUnknownOrOver() {
        assertThat(metering.usage(id(), 1_000).funding()).isEqualTo(Funding.EXHAUSTED);
        UUID call = test.call(test.viewerWith(100), performer, 8, Increment.MINUTE);
        Receipt receipt = metering.end(call, 1_000, EndReason.HANG_UP);
        assertThat(metering.usage(call, 2_000).funding()).isEqualTo(Funding.EXHAUSTED);
        assertThat(metering.end(call, 500_000, EndReason.CONNECTION_LOST)).isEqualTo(receipt);
        assertThatThrownBy(() -> metering.end(id(), 0, EndReason.HANG_UP)).isInstanceOf(IllegalArgumentException.class);
    }
}
