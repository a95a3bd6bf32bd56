package dev.stagedoor.billing.payments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CCBill FlexForms with dynamic pricing. The form's digest protects the price on the way there. The webhooks on the way back are
 * not signed: they are believed when they come from CCBill's networks, carry the validation digest of their subscription,
 * name our account and sub-account, and name an order of ours whose price and currency they repeat. A sale's payer can be charged
 * again by its subscription ({@link CcbillCharges}); such a sale is called an upsale by the webhooks.
 */
final class CcbillProvider implements PaymentProvider {
    static final String NAME = "ccbill";
    /** What follows the question mark of a webhook's address, among its headers. */
    static final String QUERY = ":query";

    /** The field in which our order goes with a charge; CCBill puts {@code X-} before such fields when it sends them back. */
    static final String ORDER = "order";

    static final String ORDER_FIELD = "X-" + ORDER;

    private static final List<String> NETWORKS = List.of("64.38.212.", "64.38.215.", "64.38.240.", "64.38.241.");
    private static final Map<Asset, String> CURRENCY_CODES =
            Map.of(Asset.USD, "840", Asset.INR, "356", Asset.JPY, "392");

    private final ProviderTerms.Ccbill terms;
    private final @Nullable CcbillCharges charges;

    CcbillProvider(ProviderTerms.Ccbill terms, ProviderHttp http) {
        this.terms = terms;
        ProviderTerms.Datalink datalink = terms.datalink();
        this.charges = datalink == null ? null : new CcbillCharges(terms, datalink, http);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckoutOutcome checkout(NewOrder order) {
        Asset asset = order.sale().asset();
        String currency = currencyCode(asset);
        if (currency == null) {
            return new CheckoutOutcome.Unavailable("no currency code for " + asset);
        }
        String price = decimal(order.sale().priceMinor(), asset);
        String period = Integer.toString(terms.periodDays());
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("clientSubacc", terms.clientSubacc());
        fields.put("initialPrice", price);
        fields.put("initialPeriod", period);
        fields.put("currencyCode", currency);
        fields.put("formDigest", formDigest(price, period, currency, terms.salt()));
        // Under both names: one of them comes back as X-order, whether the form adds the X- or expects it.
        fields.put(ORDER, order.orderId().toString());
        fields.put(ORDER_FIELD, order.orderId().toString());
        return new CheckoutOutcome.Ready(terms.formsUrl() + "/" + terms.flexId() + "?" + ProviderApi.form(fields), "");
    }

    /** Null if CCBill has none. */
    static @Nullable String currencyCode(Asset asset) {
        return CURRENCY_CODES.get(asset);
    }

    /** The digest of a single price: MD5 over price, period, currency and salt, nothing between them. */
    static String formDigest(String price, String period, String currency, String salt) {
        return Signatures.digest("MD5", price + period + currency + salt);
    }

    /** The digest that a webhook carries: MD5 over the subscription, one digit for success or failure, and the salt. */
    static String validationDigest(String subscriptionId, boolean success, String salt) {
        return Signatures.digest("MD5", subscriptionId + (success ? "1" : "0") + salt);
    }

    @Override
    public WebhookReading verify(Map<String, String> headers, byte[] body, String remoteAddress) {
        if (!isFromCcbill(remoteAddress)) {
            return new WebhookReading.Forged();
        }
        try {
            return read(FormFields.of(headers.getOrDefault(QUERY, "")), body);
        } catch (IllegalArgumentException e) {
            return new WebhookReading.Forged();
        }
    }

    private WebhookReading read(Map<String, String> query, byte[] body) {
        String type = query.getOrDefault("eventType", "");
        boolean again = type.startsWith("UpSale");
        boolean success;
        switch (type) {
            case "NewSaleSuccess", "UpSaleSuccess" -> success = true;
            case "NewSaleFailure", "UpSaleFailure" -> success = false;
            default -> {
                return new WebhookReading.Forged();
            }
        }
        Map<String, String> sale = sale(body);
        // A failed sale has no subscription; its transaction stands in.
        String subject = success ? FormFields.need(sale, "subscriptionId") : FormFields.need(sale, "transactionId");
        boolean genuine = FormFields.need(sale, "clientAccnum").equals(terms.clientAccnum())
                && FormFields.need(sale, "clientSubacc").equals(terms.clientSubacc())
                && Signatures.equal(
                        validationDigest(subject, success, terms.salt()),
                        FormFields.need(sale, "dynamicPricingValidationDigest"));
        if (!genuine) {
            return new WebhookReading.Forged();
        }
        Asset asset = CURRENCY_CODES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(sale.getOrDefault("billedCurrencyCode", "")))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a currency that is not ours"));
        String transactionId = FormFields.need(sale, "transactionId");
        ProviderEvent said = new ProviderEvent(
                type + " " + transactionId,
                success ? ProviderEvent.Kind.SUCCEEDED : ProviderEvent.Kind.FAILED,
                UUID.fromString(FormFields.need(sale, ORDER_FIELD)),
                // The answer to a charge names the subscription only, and both must name the same payment.
                again && success ? subject : transactionId,
                new Money(minor(FormFields.need(sale, "billedInitialPrice"), asset), asset));
        return new WebhookReading.Said(success ? said.chargeableBy(subject).paidBy(card(sale)) : said);
    }

    /** What tells cards apart, where the account is sent all of it; of which nothing but a keyed digest is kept. */
    private static @Nullable String card(Map<String, String> sale) {
        List<String> parts = Stream.of("bin", "last4", "expDate")
                .map(name -> sale.getOrDefault(name, ""))
                .toList();
        return parts.contains("") ? null : NAME + ' ' + String.join(" ", parts);
    }

    /** Only what was agreed with CCBill: DataLink's credentials are there or not. */
    @Override
    public Recharge recharge() {
        return charges == null ? Recharge.NEVER : Recharge.ANY_PAYMENT;
    }

    @Override
    public boolean remembersKeys() {
        return false;
    }

    @Override
    public ChargeOutcome chargeAgain(NewOrder order, String methodRef) {
        return charges == null ? new ChargeOutcome.NotSent("DataLink is not set up") : charges.charge(order, methodRef);
    }

    @Override
    public String answersAt() {
        return "https://admin.ccbill.com";
    }

    /** What is kept of a webhook: never the password or the card that some accounts have in it. */
    @Override
    public byte[] keepable(byte[] body) {
        Map<String, String> sale = new LinkedHashMap<>(sale(body));
        sale.keySet().removeIf(name -> switch (name) {
            case "username", "password", "cardType", "last4", "bin", "expDate", "cardSubType" -> true;
            default -> false;
        });
        return ProviderApi.write(sale).getBytes(StandardCharsets.UTF_8);
    }

    /** By literal address only: a name would be whatever its owner says. */
    private static boolean isFromCcbill(String remoteAddress) {
        try {
            String address = InetAddress.ofLiteral(remoteAddress).getHostAddress();
            return NETWORKS.stream().anyMatch(address::startsWith);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** JSON or a form, as the account has it. */
    private static Map<String, String> sale(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (!text.startsWith("{")) {
            return FormFields.of(text);
        }
        Map<String, String> fields = new HashMap<>();
        JsonNode node = ProviderApi.json(body);
        node.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }

    static String decimal(long minor, Asset asset) {
        // Two places whatever the currency; the digest is over this spelling.
        return BigDecimal.valueOf(minor, asset.scale()).setScale(2).toPlainString();
    }

    private static long minor(String decimal, Asset asset) {
        try {
            return new BigDecimal(decimal).movePointRight(asset.scale()).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("not an amount of " + asset, e);
        }
    }
}
