package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payments.ProviderEvent.Kind;
import org.junit.jupiter.api.Test;

class ProviderEventTest {
    /** No provider is known to send them; one that did would be told of an error, again and again. */
    @Test
    void shouldTakeNamesThatNoDatabaseKeepsInAFormThatItDoes() {
        var event = new ProviderEvent(
                "evt\0",
                Kind.CHARGEBACK_OPENED,
                null,
                "pay\ud800",
                new Money(100, Asset.INR),
                new ProviderEvent.Dispute("\0case", 0),
                "m\0",
                null);
        assertThat(event)
                .isEqualTo(new ProviderEvent(
                        "evt\ufffd",
                        Kind.CHARGEBACK_OPENED,
                        null,
                        "pay?",
                        new Money(100, Asset.INR),
                        new ProviderEvent.Dispute("\ufffdcase", 0),
                        "m\ufffd",
                        null));
    }
}
