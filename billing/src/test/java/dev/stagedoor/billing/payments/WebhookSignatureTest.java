package dev.stagedoor.billing.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSignatureTest {
    private static final byte[] SECRET = "whsec_test_secret_of_some_length_".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BODY = "{\"id\":\"evt_1\"}".getBytes(StandardCharsets.UTF_8);
    private static final long NOW = 1_700_000_000;

    /** By {@code printf '1700000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test_secret_of_some_length_}. */
    private static final String VECTOR = "96fe7f127e3780288176518a4e7827e87ec8cdf88869d5cb77d7a7b797c1155b";

    @Test
    void shouldSignAsOpensslDoes() {
        assertThat(WebhookSignature.sign(SECRET, NOW, BODY)).isEqualTo("t=1700000000,v1=" + VECTOR);
    }

    @ParameterizedTest(name = "{0} s away: {1}")
    @CsvSource({"0, true", "300, true", "-300, true", "301, false", "-301, false"})
    void shouldAcceptFiveMinutesOfDifference(long offset, boolean accepted) {
        String header = WebhookSignature.sign(SECRET, NOW, BODY);
        assertThat(WebhookSignature.verify(SECRET, header, BODY, NOW + offset)).isEqualTo(accepted);
    }

    @Test
    void shouldAcceptOneOfSeveralSignatures() {
        String header = "t=1700000000,v1=" + "0".repeat(64) + ",v1=" + VECTOR + ",v0=abc";
        assertThat(WebhookSignature.verify(SECRET, header, BODY, NOW)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "t=",
                "t=1700000000",
                "v1=96fe7f127e3780288176518a4e7827e87ec8cdf88869d5cb77d7a7b797c1155b",
                "t=1700000000,v1=",
                "t=1700000001,v1=96fe7f127e3780288176518a4e7827e87ec8cdf88869d5cb77d7a7b797c1155b",
                "t=1700000000,v0=96fe7f127e3780288176518a4e7827e87ec8cdf88869d5cb77d7a7b797c1155b",
                "t=99999999999999999999,v1=96fe7f127e3780288176518a4e7827e87ec8cdf88869d5cb77d7a7b797c1155b",
                "t=-5,v1=96fe7f127e3780288176518a4e7827e87ec8cdf88869d5cb77d7a7b797c1155b",
                "garbage",
            })
    void shouldRejectWhatIsNotASignature(String header) {
        assertThat(WebhookSignature.verify(SECRET, header, BODY, NOW)).isFalse();
    }

    @Test
    void shouldRejectAChangedBodyAndAnotherSecret() {
        String header = WebhookSignature.sign(SECRET, NOW, BODY);
        byte[] changed = "{\"id\":\"evt_2\"}".getBytes(StandardCharsets.UTF_8);
        byte[] other = "another_secret".getBytes(StandardCharsets.UTF_8);
        assertThat(WebhookSignature.verify(SECRET, header, changed, NOW)).isFalse();
        assertThat(WebhookSignature.verify(other, header, BODY, NOW)).isFalse();
    }
}
