package dev.stagedoor.billing.metering;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.pricing.Increment;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call from quote to receipt, on a real database. */
class CallTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private TestBilling test;
    private Metering metering;
    private final UUID performer = id();

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
    void shouldChargeTheMinutesThatWereBegun() {
        UUID viewer = test.viewerWith(200);
        UUID call = test.call(viewer, performer, 8, Increment.MINUTE);
        long fifteenMinutes32 = (15 * 60 + 32) * 1_000;
        for (long ms = 0; ms <= fifteenMinutes32; ms += 250) {
            metering.usage(call, ms);
        }

        Receipt receipt = metering.end(call, fifteenMinutes32, EndReason.HANG_UP);

        assertThat(receipt.charged()).isEqualTo(coins(128));
        assertThat(receipt.chargedMs()).isEqualTo(16 * 60_000);
        assertThat(receipt.deliveredMs()).isEqualTo(fifteenMinutes32);
        assertThat(receipt.earned()).isEqualTo(new Money(57_60, Asset.INR));
        assertThat(test.available(viewer)).isEqualTo(72_000);
        assertThat(test.held(viewer)).isZero();
    }

    @Test
    void shouldTakeExactlyFourMinutesForFourMinutes() {
        UUID viewer = test.viewerWith(100);
        UUID call = test.call(viewer, performer, 8, Increment.MINUTE);
        metering.usage(call, 4 * 60_000);
        assertThat(metering.end(call, 4 * 60_000, EndReason.HANG_UP).charged()).isEqualTo(coins(32));
    }
}
