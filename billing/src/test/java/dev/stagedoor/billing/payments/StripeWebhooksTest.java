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

/** Stripe's webhooks, in the shape of its documents and signed by another program than this one, and what each means. */
class StripeWebhooksTest {
    private static final UUID ORDER = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c06");
    private static final Money PRICE = new Money(4_900, Asset.INR);
    private static final long SENT_AT_S = 1_767_608_130;

    private final StripeWebhooks webhooks =
            new StripeWebhooks("whsec_recorded", () -> Instant.ofEpochSecond(SENT_AT_S + 1));

    private WebhookReading read(String body, String signature) {
        return webhooks.read(
                Map.of("stripe-signature", "t=" + SENT_AT_S + ",v1=" + signature),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** @param names our order, a payment, or a payment and its dispute with fee, end of the time, and whether it is answered */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/stripe/told.tsv", delimiter = '\t', quoteCharacter = '\0', numLinesToSkip = 1)
    void shouldUnderstand(String what, Kind kind, String names, String signature, String body) {
        assertThat(read(body, signature))
                .as(what)
                .isEqualTo(new WebhookReading.Said(new ProviderEvent(
                        "evt_1", kind, names.equals("order") ? ORDER : null, "pi_1", PRICE, dispute(names))));
    }

    private static ProviderEvent.@Nullable Dispute dispute(String names) {
        if (!names.startsWith("dispute")) {
            return null;
        }
        String[] words = names.split(" ", -1);
        return new ProviderEvent.Dispute(
                "dp_1",
                Long.parseLong(words[1]),
                words[2].equals("0") ? null : Instant.ofEpochSecond(Long.parseLong(words[2])),
                Boolean.parseBoolean(words[3]));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/stripe/not-for-us.tsv", delimiter = '\t', quoteCharacter = '\0', numLinesToSkip = 1)
    void shouldTakeAndLeaveWhatIsNotForUs(String what, String signature, String body) {
        assertThat(read(body, signature)).as(what).isEqualTo(new WebhookReading.NotForUs());
    }

    @Test
    void shouldBelieveNothingThatIsNotSigned() {
        assertThat(read("{}", "0".repeat(64))).isEqualTo(new WebhookReading.Forged());
        assertThat(webhooks.read(Map.of(), new byte[0])).isEqualTo(new WebhookReading.Forged());
    }
}
