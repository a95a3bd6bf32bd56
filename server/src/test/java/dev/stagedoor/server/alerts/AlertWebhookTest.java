package dev.stagedoor.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.billing.audit.Alert;
import dev.stagedoor.billing.audit.AlertStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts as their receiver gets them. */
class AlertWebhookTest {
    private static final Instant NOW = Instant.parse("2026-03-10T06:30:00Z");
    private static final SecretKey SECRET =
            StandardSignature.key(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    private static final Alert ALERT = new Alert(
            new UUID(0, 9),
            Alert.Kind.PAYOUT_UNKNOWN,
            "01989f4e-7a10-7b3c-9d55-2f1f6f0a1c20",
            "Nobody knows",
            NOW.minusSeconds(5));

    private final AlertReceiver receiver = new AlertReceiver();
    private final AlertWebhook webhook = new AlertWebhook(
            new AlertConfig(URI.create(receiver.address()), SECRET, "https://live.example.org"), () -> NOW);

    @AfterEach
    void stop() {
        webhook.close();
        receiver.close();
    }

    /** The example of the specification's own libraries. */
    @Test
    void isSignedAsStandardWebhooksHaveIt() {
        assertThat(StandardSignature.of(
                        SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void saysWhatWasFoundAndNothingElse() throws Exception {
        assertThat(webhook.post(ALERT)).isEmpty();
        AlertReceiver.Post post = receiver.next();
        JsonNode body = new ObjectMapper().readTree(post.body());
        assertThat(body).isEqualTo(new ObjectMapper().readTree("""
                {"type": "payout_unknown", "timestamp": "2026-03-10T06:29:55Z",
                 "data": {"subject": "01989f4e-7a10-7b3c-9d55-2f1f6f0a1c20", "message": "Nobody knows",
                          "site": "https://live.example.org"}}"""));
        assertThat(post.header("content-type")).isEqualTo("application/json");
        assertThat(post.header("webhook-id")).isEqualTo("msg_" + ALERT.id());
        assertThat(post.header("webhook-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
        assertThat(post.header("webhook-signature"))
                .isEqualTo(StandardSignature.of(SECRET, "msg_" + ALERT.id(), NOW.getEpochSecond(), post.body()));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 410, 500})
    void isNotTakenByAnyOtherAnswer(int status) throws Exception {
        receiver.status = status;
        assertThat(webhook.post(ALERT)).contains("it answers " + status);
        assertThat(receiver.next().method()).isEqualTo("POST");
        assertThat(receiver.waiting()).isZero();
        // For whoever only asks whether somebody is there, it is an answer.
        assertThat(webhook.silence()).isEmpty();
        assertThat(receiver.next().method()).isEqualTo("HEAD");
    }

    @Test
    void isNotTakenByNobody() throws Exception {
        receiver.close();
        assertThat(webhook.post(ALERT))
                .hasValueSatisfying(why -> assertThat(why).startsWith("it does not answer"));
        assertThat(webhook.silence()).isPresent();
    }

    @Test
    void waitsLongerEachTimeAndIsGivenUpAfterDays() throws Exception {
        receiver.status = 500;
        Kept store = new Kept();
        AlertTeller teller = new AlertTeller(store, webhook, () -> NOW);
        for (int attempt = 1; attempt <= 10; attempt++) {
            store.attempt = attempt;
            teller.run();
        }
        assertThat(store.said)
                .containsExactly(
                        "PT1M", "PT5M", "PT15M", "PT1H", "PT4H", "PT12H", "PT24H", "PT24H", "PT24H", "given up");
        receiver.status = 200;
        teller.run();
        assertThat(store.said.getLast()).isEqualTo("told");
    }

    @Test
    void nobodyIsToldLaterWhereNobodyIsTold() throws Exception {
        Kept store = new Kept();
        new AlertTeller(store, null, () -> NOW).run();
        assertThat(store.said).containsExactly("settled");
    }

    /** One alert that is always due once a run. */
    private static final class Kept implements AlertStore {
        private final List<String> said = new ArrayList<>();
        private int attempt = 1;
        private boolean due = true;

        @Override
        public @Nullable Claim claim(Instant now, Instant until) {
            boolean was = due;
            due = !due;
            return was ? new Claim(ALERT, attempt) : null;
        }

        @Override
        public void told(Claim claim, Instant now) {
            said.add("told");
        }

        @Override
        public void tryAgain(Claim claim, String error, Instant at) {
            due = true;
            said.add(Duration.between(NOW, at).toString());
        }

        @Override
        public void giveUp(Claim claim, String error, Instant now) {
            due = true;
            said.add("given up");
        }

        @Override
        public int settleAll(Instant now) {
            said.add("settled");
            return 0;
        }

        @Override
        public int deleteSettled(Instant before) {
            return 0;
        }
    }

    @Test
    void theSecretIsPrintedNowhere() {
        AlertConfig config = new AlertConfig(URI.create("https://example.org/a"), SECRET, "");
        assertThat(config.toString()).isEqualTo("https://example.org/a");
    }
}
