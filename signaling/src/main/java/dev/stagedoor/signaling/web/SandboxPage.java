package dev.stagedoor.signaling.web;

import static dev.stagedoor.signaling.web.Html.escape;

import dev.stagedoor.signaling.Money;
import dev.stagedoor.signaling.WalletService.Order;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The sandbox provider's page for one order.
 *
 * @param underWay messages to the shop are still to come
 */
record SandboxPage(Order order, boolean underWay) {
    private static final String REFRESH = "<meta http-equiv=\"refresh\" content=\"1\">";

    String html() {
        return switch (order.state()) {
            case "PAID" ->
                result(
                        "good",
                        "Payment received",
                        "Your coins are in your wallet.",
                        "",
                        later(LaterEvent.REFUND, LaterEvent.CHARGEBACK_OPENED));
            case "CHARGEDBACK" ->
                result(
                        "bad",
                        "Payment returned",
                        "The buyer's bank has taken this payment back.",
                        "",
                        later(LaterEvent.CHARGEBACK_WON, LaterEvent.CHARGEBACK_LOST));
            case "REFUNDED", "PART_REFUNDED" ->
                result("bad", "Payment returned", "This order has been paid back.", "", "");
            case "FAILED" ->
                result("bad", "Payment declined", "Nothing was charged. You can start a new order.", "", "");
            default ->
                underWay
                        ? result(
                                "wait",
                                "Payment is on its way",
                                "The shop has not confirmed it yet. This page looks again by itself; you can also go back,"
                                        + " the coins will come.",
                                REFRESH,
                                "")
                        : form();
        };
    }

    private String form() {
        String cards = Arrays.stream(TestCard.values()).map(SandboxPage::card).collect(Collectors.joining());
        return page("", """
                <form method="post" action="/sandbox-pay/%s">
                <fieldset>
                <legend>Choose a test card</legend>
                %s
                </fieldset>
                <button type="submit">Pay %s</button>
                </form>
                <p class="back"><a href="/wallet">Cancel and go back</a></p>
                """.formatted(order.orderId(), cards, escape(written(order.price()))));
    }

    private static String card(TestCard card) {
        return """
                <label class="card"><input type="radio" name="card" value="%s"%s>
                <span><strong>%s</strong><small>%s</small></span></label>
                """.formatted(
                        escape(card.id()),
                        card == TestCard.SUCCESS ? " checked" : "",
                        escape(card.label()),
                        escape(card.explanation()));
    }

    private String result(String kind, String title, String sentence, String head, String more) {
        return page(head, """
                <div class="result %s" role="status">
                <span class="sign" aria-hidden="true"></span>
                <h2>%s</h2>
                <p>%s</p>
                </div>
                <p class="back"><a class="button" href="/wallet?order=%s">Back to your wallet</a></p>
                %s
                """.formatted(kind, escape(title), escape(sentence), order.orderId(), more));
    }

    /** What a tester can let happen to the order now. */
    private String later(LaterEvent... events) {
        String choices = Arrays.stream(events)
                .map(event -> """
                        <label class="card"><input type="radio" name="card" value="%s">
                        <span><strong>%s</strong></span></label>
                        """.formatted(escape(event.id()), escape(event.label())))
                .collect(Collectors.joining());
        return """
                <form method="post" action="/sandbox-pay/%s">
                <fieldset>
                <legend>What happens later</legend>
                %s
                </fieldset>
                <button type="submit">Let it happen</button>
                </form>
                """.formatted(order.orderId(), choices);
    }

    private String page(String head, String content) {
        return Html.page("Sandbox payment", head, """
                <p class="test-mode" role="note"><strong>TEST MODE</strong> No real money moves on this page.</p>
                <main class="pay">
                <header>
                <p class="eyebrow">Sandbox payments</p>
                <h1>%s</h1>
                <dl>
                <div><dt>You get</dt><dd>%s</dd></div>
                <div><dt>Order</dt><dd><code>%s</code></dd></div>
                </dl>
                </header>
                %s
                </main>
                """.formatted(
                        escape(written(order.price())), escape(written(order.coins())), order.orderId(), content));
    }

    private static String written(Money money) {
        return switch (money.currency()) {
            case "COIN" ->
                BigDecimal.valueOf(money.amountMinor(), 3).stripTrailingZeros().toPlainString() + " coins";
            case "INR" -> "₹" + BigDecimal.valueOf(money.amountMinor(), 2).toPlainString();
            case "USD" -> "$" + BigDecimal.valueOf(money.amountMinor(), 2).toPlainString();
            default -> money.amountMinor() + " " + money.currency();
        };
    }
}
