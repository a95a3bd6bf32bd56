package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.ledger.Money;
import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * CCBill's charge by a previous transaction: one request of the billing API with the credentials of DataLink, the earlier sale's
 * subscription, a single price, and our order, which comes back in the webhook as any field of ours. CCBill knows no idempotency
 * keys. It answers {@code approved} 1 with the new subscription, {@code approved} 0 with why it was declined, or a number alone,
 * which is 0 or below: then it did not come to a charge, or nobody knows.
 */
final class CcbillCharges {
    /** The answers that are about the earlier sale: it cannot be charged, now or later. */
    private static final Set<String> NOT_CHARGEABLE = Set.of("-2", "-3", "-4");

    /** The answers that are about us: credentials, arguments, address, what the account may do. */
    private static final Set<String> TURNED_AWAY = Set.of("-1", "-5", "-6", "-8", "-9", "-10");

    private static final int LONGEST_NAME = 100;

    private final ProviderTerms.Ccbill terms;
    private final ProviderTerms.Datalink datalink;
    private final ProviderHttp http;

    CcbillCharges(ProviderTerms.Ccbill terms, ProviderTerms.Datalink datalink, ProviderHttp http) {
        this.terms = terms;
        this.datalink = datalink;
        this.http = http;
    }

    ChargeOutcome charge(NewOrder order, String subscriptionId) {
        Money price = new Money(order.sale().priceMinor(), order.sale().asset());
        String currency = CcbillProvider.currencyCode(price.asset());
        if (currency == null) {
            return failed(order, price, "no-currency", "no currency code for " + price.asset());
        }
        URI uri = URI.create(datalink.url());
        String form = ProviderApi.form(fields(order, price, currency, subscriptionId));
        Map<String, String> headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
        try {
            // Never as GET, which HTTP clients send once more by themselves when a connection breaks.
            ProviderHttp.Answer answer = http.send(new ProviderHttp.Call("POST", uri, headers, form));
            return answer.isSuccess()
                    ? read(order, price, answer.body())
                    : new ChargeOutcome.Unknown(uri.getHost() + " answered " + answer.status());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return new ChargeOutcome.NotSent(uri.getHost() + ": " + e.getClass().getSimpleName());
        } catch (IOException e) {
            return new ChargeOutcome.Unknown(uri.getHost() + ": " + e.getClass().getSimpleName());
        }
    }

    private SequencedMap<String, String> fields(NewOrder order, Money price, String currency, String subscriptionId) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("clientAccnum", terms.clientAccnum());
        fields.put("usingSubacc", terms.clientSubacc());
        fields.put("username", datalink.user());
        fields.put("password", datalink.password());
        fields.put("action", "chargeByPreviousTransactionId");
        fields.put("newClientAccnum", terms.clientAccnum());
        fields.put("newClientSubacc", terms.clientSubacc());
        fields.put("sharedAuthentication", "1");
        fields.put("initialPrice", CcbillProvider.decimal(price.amountMinor(), price.asset()));
        fields.put("initialPeriod", Integer.toString(terms.periodDays()));
        fields.put("recurringPrice", "0.00");
        fields.put("recurringPeriod", "0");
        fields.put("rebills", "0");
        fields.put("subscriptionId", subscriptionId);
        fields.put("currencyCode", currency);
        fields.put("returnXML", "1");
        fields.put(CcbillProvider.ORDER, order.orderId().toString());
        return fields;
    }

    private static ChargeOutcome read(NewOrder order, Money price, String body) {
        Element results = results(body);
        if (results == null) {
            return new ChargeOutcome.Unknown("CCBill answered in another shape");
        }
        String subscriptionId = text(results, "subscriptionId");
        return switch (text(results, "approved")) {
            case "1" ->
                subscriptionId.isEmpty()
                        ? new ChargeOutcome.Unknown("CCBill approved without a subscription")
                        : answered(ProviderEvent.Kind.SUCCEEDED, order, price, subscriptionId, "approved");
            case "0" -> {
                String denial = text(results, "denialId");
                String code = text(results, "declineCode");
                yield failed(order, price, denial.isEmpty() ? "denied" : denial, "declined " + code);
            }
            default -> numbered(order, price, results.getTextContent().strip());
        };
    }

    /** A number alone. 0 and -7 are said of faults within, too, after which nobody knows. */
    private static ChargeOutcome numbered(NewOrder order, Money price, String number) {
        if (NOT_CHARGEABLE.contains(number)) {
            return failed(order, price, "refused", "refused " + number);
        }
        return TURNED_AWAY.contains(number)
                ? new ChargeOutcome.NotSent("CCBill turned the charge away with " + number)
                : new ChargeOutcome.Unknown("CCBill answered " + (number.length() > 4 ? "in another shape" : number));
    }

    private static ChargeOutcome failed(NewOrder order, Money price, String reference, String why) {
        return answered(ProviderEvent.Kind.FAILED, order, price, reference, why);
    }

    /** What is kept of the answer is what was read from it. */
    private static ChargeOutcome answered(
            ProviderEvent.Kind kind, NewOrder order, Money price, String reference, String why) {
        String name = "charged-%s-%s".formatted(order.orderId(), reference);
        SequencedMap<String, String> kept = new LinkedHashMap<>();
        kept.put("action", "chargeByPreviousTransactionId");
        kept.put("answer", why);
        kept.put("reference", reference);
        kept.put(CcbillProvider.ORDER_FIELD, order.orderId().toString());
        return new ChargeOutcome.Answered(
                new ProviderEvent(name, kind, order.orderId(), reference, price), ProviderApi.write(kept));
    }

    /** Null if it is not what CCBill answers. Nothing outside of the text is read for it. */
    private static @Nullable Element results(String body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            Element root = builder.parse(new InputSource(new StringReader(body.strip())))
                    .getDocumentElement();
            return root.getTagName().equals("results") ? root : null;
        } catch (SAXException | IOException e) {
            return null;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JVM reads XML without document types", e);
        }
    }

    /** The text of a child, empty if there is none. */
    private static String text(Element results, String name) {
        Node child = results.getElementsByTagName(name).item(0);
        String text = child == null ? "" : child.getTextContent().strip();
        return text.length() <= LONGEST_NAME ? text : "";
    }
}
