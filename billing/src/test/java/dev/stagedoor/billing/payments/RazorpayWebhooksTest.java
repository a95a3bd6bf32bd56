package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payments.ProviderEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Razorpay's webhooks, in the shape of its documents and signed by another program than this one, and what each means. */
class RazorpayWebhooksTest {
    private static final UUID ORDER = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06");
    private static final Money PRICE = new Money(4_900, Asset.INR);

    private final RazorpayWebhooks webhooks = new RazorpayWebhooks("rzp_webhook");

    private WebhookReading read(String body, String signature) {
        return webhooks.read(
                Map.of("x-razorpay-signature", signature, "x-razorpay-event-id", "ev-1"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** @param names our order, a payment, or a payment and its dispute, with the end of the time and whether it is answered */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/razorpay/told.tsv", delimiter = '\t', quoteCharacter = '\0', numLinesToSkip = 1)
    void shouldUnderstand(String what, Kind kind, String names, String signature, String body) {
        assertThat(read(body, signature))
                .as(what)
                .isEqualTo(new WebhookReading.Said(new ProviderEvent(
                        "ev-1", kind, names.equals("order") ? ORDER : null, "pay_1", PRICE, dispute(names))));
    }

    private static ProviderEvent.@Nullable Dispute dispute(String names) {
        String[] words = names.split(" ", -1);
        if (words.length == 3) {
            Instant respondBy = Instant.ofEpochSecond(Long.parseLong(words[1]));
            return new ProviderEvent.Dispute("disp_1", 0, respondBy, Boolean.parseBoolean(words[2]));
        }
        return names.equals("dispute") ? new ProviderEvent.Dispute("disp_1", 0) : null;
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/razorpay/not-for-us.tsv", delimiter = '\t', quoteCharacter = '\0', numLinesToSkip = 1)
    void shouldTakeAndLeaveWhatIsNotForUs(String what, String signature, String body) {
        assertThat(read(body, signature)).as(what).isEqualTo(new WebhookReading.NotForUs());
    }

    @Test
    void shouldBelieveNothingThatIsNotSignedOrNotReadable() {
        assertThat(read("{}", "0".repeat(64))).isEqualTo(new WebhookReading.Forged());
        String odd = "f58c827c690050bcce73db199ae70910783126cbb81a3d8023e366e931865840";
        assertThat(read(
                        "{\"event\":\"order.paid\",\"payload\":{\"order\":{\"entity\":{\"notes\":{\"stagedoor_order\":\"01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06\"}}},\"payment\":{\"entity\":{\"id\":\"pay_1\",\"amount\":\"4900\",\"currency\":\"INR\"}}}}",
                        odd))
                .isEqualTo(new WebhookReading.Forged());
    }
}
