package dev.stagedoor.billing.pricing;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.payouts.Destination;
import dev.stagedoor.billing.payouts.Payouts;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which tier a performer is in, and with it the bounds of their rates. */
class TierOfTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private final UUID performer = id();
    private TestBilling test;
    private Payouts payouts;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        payouts = test.billing.payDesk().payouts();
    }

    private PriceList.Tier tier() {
        return test.billing.prices().tierOf(performer);
    }

    @Test
    void shouldRaiseWhoIsVerifiedAndNobodyElse() {
        assertThat(tier().name()).isEqualTo("regular");
        assertThat(tier().audio()).isEqualTo(new PriceList.RateBounds(5, 1, 1_000));
        assertThat(tier().video()).isEqualTo(new PriceList.RateBounds(8, 1, 1_000));
        payouts.setDestination(performer, new Destination("Asha Rao", "000000000001", "TEST0000001"));
        assertThat(tier().name()).isEqualTo("regular");
        payouts.reject(performer, "admin", "a blurred picture");
        assertThat(tier().name()).isEqualTo("regular");
        payouts.verify(performer, "234F", "admin", "papers seen");
        assertThat(tier().name()).isEqualTo("verified");
        assertThat(tier().audio()).isEqualTo(new PriceList.RateBounds(12, 1, 2_000));
        assertThat(tier().video()).isEqualTo(new PriceList.RateBounds(18, 1, 2_000));
        assertThat(test.billing.prices().tierOf(id()).name()).isEqualTo("regular");
    }

    @Test
    void shouldLowerWhoHasAnotherBankAccountUntilThatIsLookedAt() {
        payouts.verify(performer, "234F", "admin", "papers seen");
        assertThat(tier().name()).isEqualTo("verified");
        test.pass(1);
        payouts.setDestination(performer, new Destination("Asha Rao", "000000000001", "TEST0000001"));
        assertThat(tier().name()).isEqualTo("regular");
    }
}
