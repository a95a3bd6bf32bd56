package dev.stagedoor.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.doctor.Finding.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentCheckTest {
    private static final Map<String, String> RAZORPAY = Map.of(
            "http.public-url", "https://live.example.org",
            "payments.return-url", "https://live.example.org/wallet",
            "payments.razorpay.key-id", "rzp_live_1",
            "payments.razorpay.key-secret", "key",
            "payments.razorpay.webhook-secret", "hook",
            "payouts.razorpayx.key-id", "rzp_live_1",
            "payouts.razorpayx.key-secret", "key",
            "payouts.razorpayx.webhook-secret", "hook",
            "payouts.razorpayx.account-number", "2323230000000001");

    private static List<Finding> findings(Map<String, String> settings) throws IOException {
        return new PaymentCheck(Settings.load(Path.of("no-such-file"), false, Map.of(), settings)).run();
    }

    private static List<Finding> razorpayWith(String key, String value, String environment) throws IOException {
        Map<String, String> settings = new HashMap<>(RAZORPAY);
        settings.put("environment", environment);
        settings.put(key, value);
        return findings(settings);
    }

    @Test
    void saysWhoIsOnAndWhereTheirWebhooksGo() throws IOException {
        assertThat(findings(RAZORPAY))
                .extracting(Finding::found)
                .containsExactly(
                        "razorpay is on; its webhooks go to https://live.example.org/api/v1/webhooks/razorpay",
                        "razorpayx is on; its webhooks go to https://live.example.org/api/v1/webhooks/razorpayx");
        assertThat(findings(Map.of())).extracting(Finding::level).containsExactly(Level.OK);
    }

    @ParameterizedTest(name = "{0} = \"{1}\" in {2}: {4}")
    @CsvSource({
        "payments.razorpay.key-id, '', development, FAILURE, set payments.razorpay.key-id",
        "payments.razorpay.webhook-secret, '', development, FAILURE, set payments.razorpay.webhook-secret",
        "payouts.razorpayx.account-number, '', development, FAILURE, set payouts.razorpayx.account-number",
        "payments.razorpay.webhook-secret, key, development, FAILURE, give the webhook a secret of its own",
        "payouts.razorpayx.webhook-secret, key, development, FAILURE, give the webhook a secret of its own",
        "payments.razorpay.key-id, key_1, development, FAILURE, copy the key's id",
        "payments.razorpay.key-id, rzp_test_1, development, OK, ''",
        "payments.razorpay.key-id, rzp_test_1, production, FAILURE, make a live key",
        "payments.razorpay.url, http://api.razorpay.com, development, FAILURE, beginning with https://",
        "payments.razorpay.url, http://127.0.0.1:9000, development, OK, ''",
        "payments.razorpay.url, http://127.0.0.1:9000, production, FAILURE, beginning with https://",
        "payments.razorpay.url, 'not one', development, FAILURE, beginning with https://",
        "payments.return-url, http://localhost:8080/wallet, production, FAILURE, beginning with https://",
        "payments.razorpay.key-secret, '', development, WARNING, set payments.razorpay.key-secret to switch it on",
        "payments.stripe.secret-key, sk, development, FAILURE, set payments.stripe.webhook-secret",
        "payments.btcpay.api-key, k, development, FAILURE, set payments.btcpay.store-id",
        "payments.ccbill.salt, s, development, FAILURE, set payments.ccbill.flex-id",
        "payments.nowpayments.api-key, k, development, FAILURE, set payments.nowpayments.ipn-secret",
        "payments.verotel.signature-key, k, development, FAILURE, set payments.verotel.shop-id",
    })
    void doesNotStartOnHalfAProvider(String key, String value, String environment, Level level, String remedy)
            throws IOException {
        List<Finding> findings = razorpayWith(key, value, environment);

        assertThat(findings).extracting(Finding::level).contains(level);
        assertThat(findings.stream().map(Finding::level).max(Level::compareTo)).contains(level);
        if (level != Level.OK) {
            assertThat(findings)
                    .extracting(Finding::remedy)
                    .anySatisfy(each -> assertThat(each).contains(remedy));
        }
    }

    @ParameterizedTest(name = "{0}/{1} at {2}: {3}")
    @CsvSource({
        "'', '', https://bill.ccbill.com, ''",
        "u, p, https://bill.ccbill.com, ''",
        "u, '', https://bill.ccbill.com, set payments.ccbill.datalink-password",
        "'', p, https://bill.ccbill.com, set payments.ccbill.datalink-user",
        "u, p, http://bill.ccbill.com, beginning with https://",
    })
    void wantsAllOfDatalinkOrNothing(String user, String password, String url, String remedy) throws IOException {
        List<Finding> findings = findings(Map.of(
                "payments.ccbill.salt", "salt",
                "payments.ccbill.flex-id", "flex",
                "payments.ccbill.account", "900000",
                "payments.ccbill.sub-account", "0001",
                "payments.ccbill.datalink-user", user,
                "payments.ccbill.datalink-password", password,
                "payments.ccbill.datalink-url", url));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(remedy.isEmpty() ? Level.OK : Level.FAILURE);
            assertThat(String.valueOf(finding.remedy())).contains(remedy);
        });
    }

    @ParameterizedTest
    @CsvSource({"4, OK", "3.5, OK", "3, OK", "5, FAILURE", "3.5.1, FAILURE", "'', FAILURE"})
    void knowsTheVersionsOfFlexPay(String version, Level level) throws IOException {
        assertThat(findings(Map.of(
                        "payments.verotel.signature-key", "key",
                        "payments.verotel.shop-id", "68849",
                        "payments.verotel.version", version,
                        "payments.return-url", "https://live.example.org/wallet")))
                .extracting(Finding::level)
                .containsExactly(level);
    }

    @ParameterizedTest(name = "{0}/{1} at {2}: {3}")
    @CsvSource({
        "'', '', https://live.example.org, ''",
        "a@b.example, word, https://live.example.org, ''",
        "a@b.example, '', https://live.example.org, set payments.nowpayments.password",
        "'', word, https://live.example.org, set payments.nowpayments.email",
        "'', '', '', set http.public-url",
    })
    void wantsToKnowWhereNowpaymentsSendsItsNews(String email, String password, String site, String remedy)
            throws IOException {
        List<Finding> findings = findings(Map.of(
                "http.public-url",
                site,
                "payments.return-url",
                "https://live.example.org/wallet",
                "payments.nowpayments.api-key",
                "key",
                "payments.nowpayments.ipn-secret",
                "secret",
                "payments.nowpayments.email",
                email,
                "payments.nowpayments.password",
                password));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(remedy.isEmpty() ? Level.OK : Level.FAILURE);
            assertThat(String.valueOf(finding.remedy())).contains(remedy);
        });
    }

    @Test
    void saysOnceThatNobodyKnowsWhereBuyersComeBackTo() throws IOException {
        Map<String, String> settings = new HashMap<>(RAZORPAY);
        settings.put("payments.return-url", "http://live.example.org/wallet");
        settings.put("payments.stripe.secret-key", "sk");
        settings.put("payments.stripe.webhook-secret", "whsec");
        assertThat(findings(settings))
                .extracting(Finding::found)
                .containsOnlyOnce("payments.return-url is \"http://live.example.org/wallet\"");
    }

    @Test
    void tellsNoSecrets() throws IOException {
        assertThat(razorpayWith("payments.razorpay.webhook-secret", "hunter2", "development")
                        .toString())
                .doesNotContain("hunter2");
    }
}
