package dev.stagedoor.server.doctor;

import dev.stagedoor.server.config.Environment;
import dev.stagedoor.server.config.Key;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.PaymentKeys;
import dev.stagedoor.server.config.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Whether what was agreed with payment and payout providers is complete, before money depends on it. */
final class PaymentCheck implements Check {
    private static final String NAME = "payments";
    private static final String TEST_KEY = "rzp_test_";
    private static final String LIVE_KEY = "rzp_live_";

    /**
     * @param onBy the secret that switches it on; {@code needed} beside it, {@code url} of its API
     * @param sendsBack whether buyers go to its pages and come back to ours
     */
    private record Agreement(
            String provider, Key<String> onBy, Key<String> url, boolean sendsBack, List<Key<String>> needed) {}

    private static final List<Agreement> AGREEMENTS = List.of(
            new Agreement(
                    "ccbill",
                    PaymentKeys.CCBILL_SALT,
                    PaymentKeys.CCBILL_FORMS_URL,
                    false,
                    List.of(PaymentKeys.CCBILL_FLEX_ID, PaymentKeys.CCBILL_ACCOUNT, PaymentKeys.CCBILL_SUB_ACCOUNT)),
            new Agreement(
                    "verotel",
                    PaymentKeys.VEROTEL_SIGNATURE_KEY,
                    PaymentKeys.VEROTEL_URL,
                    true,
                    List.of(PaymentKeys.VEROTEL_SHOP_ID)),
            new Agreement(
                    "razorpay",
                    PaymentKeys.RAZORPAY_KEY_SECRET,
                    PaymentKeys.RAZORPAY_URL,
                    true,
                    List.of(PaymentKeys.RAZORPAY_KEY_ID, PaymentKeys.RAZORPAY_WEBHOOK_SECRET)),
            new Agreement(
                    "stripe",
                    PaymentKeys.STRIPE_SECRET_KEY,
                    PaymentKeys.STRIPE_URL,
                    true,
                    List.of(PaymentKeys.STRIPE_WEBHOOK_SECRET)),
            new Agreement(
                    "btcpay",
                    PaymentKeys.BTCPAY_API_KEY,
                    PaymentKeys.BTCPAY_URL,
                    true,
                    List.of(PaymentKeys.BTCPAY_STORE_ID, PaymentKeys.BTCPAY_WEBHOOK_SECRET)),
            new Agreement(
                    "nowpayments",
                    PaymentKeys.NOWPAYMENTS_API_KEY,
                    PaymentKeys.NOWPAYMENTS_URL,
                    true,
                    List.of(PaymentKeys.NOWPAYMENTS_IPN_SECRET, Keys.PUBLIC_URL)),
            new Agreement(
                    "razorpayx",
                    PaymentKeys.RAZORPAYX_KEY_SECRET,
                    PaymentKeys.RAZORPAYX_URL,
                    false,
                    List.of(
                            PaymentKeys.RAZORPAYX_KEY_ID,
                            PaymentKeys.RAZORPAYX_ACCOUNT_NUMBER,
                            PaymentKeys.RAZORPAYX_WEBHOOK_SECRET)));

    private final Settings settings;
    private final boolean production;

    PaymentCheck(Settings settings) {
        this.settings = settings;
        this.production = settings.get(Keys.ENVIRONMENT) == Environment.PRODUCTION;
    }

    @Override
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        for (Agreement agreement : AGREEMENTS) {
            if (isSet(agreement.onBy())) {
                List<Finding> wrong = wrong(agreement);
                findings.addAll(wrong.isEmpty() ? List.of(on(agreement)) : wrong);
            } else if (agreement.needed().stream().anyMatch(key -> !key.equals(Keys.PUBLIC_URL) && isSet(key))) {
                findings.add(Finding.warning(
                        NAME,
                        "%s is not switched on, although settings of it are there".formatted(agreement.provider()),
                        "set %s to switch it on, or take the others away"
                                .formatted(agreement.onBy().name())));
            }
        }
        if (AGREEMENTS.stream().anyMatch(agreement -> agreement.sendsBack() && isSet(agreement.onBy()))) {
            findings.addAll(reachable(PaymentKeys.RETURN_URL, "the address of the wallet page of this site"));
        }
        return findings.isEmpty() ? List.of(Finding.ok(NAME, "no outside provider is switched on")) : findings;
    }

    private Finding on(Agreement agreement) {
        String site = settings.get(Keys.PUBLIC_URL);
        return Finding.ok(
                NAME,
                "%s is on; its webhooks go to %s/api/v1/webhooks/%s"
                        .formatted(agreement.provider(), site.isEmpty() ? "this server" : site, agreement.provider()));
    }

    private List<Finding> wrong(Agreement agreement) {
        List<Finding> wrong = new ArrayList<>();
        String onBy = agreement.onBy().name();
        agreement.needed().stream()
                .filter(key -> !isSet(key))
                .forEach(key -> wrong.add(Finding.failure(
                        NAME,
                        "%s is switched on by %s, but %s is not set".formatted(agreement.provider(), onBy, key.name()),
                        "set %s, or take %s away".formatted(key.name(), onBy))));
        wrong.addAll(reachable(agreement.url(), "the provider's address"));
        switch (agreement.provider()) {
            case "ccbill" ->
                wrong.addAll(pair(
                        PaymentKeys.CCBILL_DATALINK_USER,
                        PaymentKeys.CCBILL_DATALINK_PASSWORD,
                        PaymentKeys.CCBILL_DATALINK_URL));
            case "nowpayments" ->
                wrong.addAll(pair(
                        PaymentKeys.NOWPAYMENTS_EMAIL, PaymentKeys.NOWPAYMENTS_PASSWORD, PaymentKeys.NOWPAYMENTS_URL));
            case "verotel" -> wrong.addAll(flexPay());
            case "razorpay" ->
                wrong.addAll(razorpay(
                        PaymentKeys.RAZORPAY_KEY_ID,
                        PaymentKeys.RAZORPAY_KEY_SECRET,
                        PaymentKeys.RAZORPAY_WEBHOOK_SECRET));
            case "razorpayx" ->
                wrong.addAll(razorpay(
                        PaymentKeys.RAZORPAYX_KEY_ID,
                        PaymentKeys.RAZORPAYX_KEY_SECRET,
                        PaymentKeys.RAZORPAYX_WEBHOOK_SECRET));
            default -> {}
        }
        return wrong;
    }

    /** What goes there is money and secrets, and people come back with what they did; so by TLS only, except on this machine. */
    private List<Finding> reachable(Key<String> key, String whose) {
        String text = settings.get(key);
        return isSafe(text)
                ? List.of()
                : List.of(Finding.failure(
                        NAME,
                        "%s is \"%s\"".formatted(key.name(), text),
                        "set %s, beginning with https://".formatted(whose)));
    }

    private boolean isSafe(String text) {
        try {
            URI uri = URI.create(text);
            String host = uri.getHost();
            return host != null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && !production && isThisMachine(host)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isThisMachine(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Two settings that are nothing without each other, and the address that they are sent to. */
    private List<Finding> pair(Key<String> user, Key<String> password, Key<String> url) {
        if (isSet(user) != isSet(password)) {
            Key<String> there = isSet(user) ? user : password;
            Key<String> missing = isSet(user) ? password : user;
            return List.of(Finding.failure(
                    NAME,
                    "%s is set, but %s is not".formatted(there.name(), missing.name()),
                    "set %s, or take %s away".formatted(missing.name(), there.name())));
        }
        return isSet(password) ? reachable(url, "the provider's address") : List.of();
    }

    private List<Finding> flexPay() {
        String version = settings.get(PaymentKeys.VEROTEL_VERSION);
        return version.equals("4") || version.matches("3(\\.[0-9])?")
                ? List.of()
                : List.of(Finding.failure(
                        NAME,
                        "%s is \"%s\"".formatted(PaymentKeys.VEROTEL_VERSION.name(), version),
                        "set 4, or 3 and its minor version, such as 3.5"));
    }

    private List<Finding> razorpay(Key<String> keyId, Key<String> keySecret, Key<String> webhookSecret) {
        String id = settings.get(keyId);
        List<Finding> wrong = new ArrayList<>();
        if (!id.isEmpty() && !id.startsWith(TEST_KEY) && !id.startsWith(LIVE_KEY)) {
            wrong.add(Finding.failure(
                    NAME,
                    "%s does not begin with %s or %s".formatted(keyId.name(), LIVE_KEY, TEST_KEY),
                    "copy the key's id, not its secret, from Razorpay's dashboard"));
        }
        if (production && id.startsWith(TEST_KEY)) {
            wrong.add(Finding.failure(
                    NAME,
                    keyId.name() + " is a key of test mode, which moves no money",
                    "make a live key in Razorpay's dashboard and set its id and secret"));
        }
        if (settings.get(keySecret).equals(settings.get(webhookSecret))) {
            wrong.add(Finding.failure(
                    NAME,
                    "%s and %s are the same".formatted(keySecret.name(), webhookSecret.name()),
                    "give the webhook a secret of its own, in Razorpay's dashboard and here"));
        }
        return wrong;
    }

    private boolean isSet(Key<String> key) {
        return !settings.get(key).isEmpty();
    }
}
