package dev.stagedoor.billing.disputes;

import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.papers.PurchaseReceipt;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.OrderOutcome;
import dev.stagedoor.billing.payments.ProviderEvent;
import dev.stagedoor.billing.payments.SignedWebhook;
import dev.stagedoor.billing.payments.WebhookOutcome;
import dev.stagedoor.billing.wallet.Tip;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Buys at the sandbox, today: orders are dated by the database. The package of 99.00 has 95 coins and a bonus of 15. */
public final class Shop {
    public final TestBilling test;
    private final FreshDatabase database;

    public Shop(FreshDatabase database, BillingConfig config) {
        this.database = database;
        this.test = new TestBilling(database.pool(), config);
        test.pass(Duration.between(TestBilling.NOON, Instant.now()).toMillis());
    }

    public Order buy(UUID viewer) {
        Order order = order(viewer);
        pay(order);
        return order;
    }

    /** An order that is not paid yet. */
    public Order order(UUID viewer) {
        OrderOutcome outcome = test.billing.payments().order(viewer, "inr-99", id().toString());
        return ((OrderOutcome.Created) outcome).order();
    }

    public void pay(Order order) {
        test.billing.payments().sandbox().pay(order.orderId(), "SUCCESS").forEach(this::accepted);
    }

    public void tip(UUID viewer, UUID performer, long wholeCoins) {
        test.billing.tips().tip(new Tip(id(), viewer, performer, null, TestBilling.coins(wholeCoins), "", false));
    }

    public WebhookOutcome deliver(List<SignedWebhook> webhooks) {
        return deliver(webhooks.getFirst());
    }

    private void accepted(SignedWebhook webhook) {
        assertThat(deliver(webhook)).isInstanceOf(WebhookOutcome.Accepted.class);
    }

    private WebhookOutcome deliver(SignedWebhook webhook) {
        byte[] body = webhook.body().getBytes(StandardCharsets.UTF_8);
        return test.billing.providerNews().webhook("sandbox", webhook.headers(), body, "127.0.0.1");
    }

    /** The sandbox tells of a bank's case. */
    public WebhookOutcome disputed(Order order, ProviderEvent.Kind stage, long feeMinor) {
        return deliver(test.billing.payments().sandbox().dispute(order.orderId(), stage, feeMinor));
    }

    /** The sandbox tells that it has given so much back by itself. */
    public WebhookOutcome returned(Order order, long amountMinor) {
        return deliver(test.billing.payments().sandbox().refund(order.orderId(), amountMinor));
    }

    /** The receipt of an order that is paid. */
    public PurchaseReceipt receipt(Order order) {
        return requireNonNull(test.billing.receipts().find(order.userId(), order.orderId()));
    }

    /** All that is booked, whatever it is for. */
    List<String> journal() {
        return Sql.rows(
                database.owner(), "select transfer_id || ' ' || line || ' ' || amount from billing.entry order by 1");
    }

    /** Lines of this code in the journal for the purchase of an order, as code, account and amount. */
    List<String> lines(String code, UUID orderId) {
        return Sql.rows(database.owner(), """
                select a.kind || ' ' || e.amount from billing.transfer t join billing.entry e on e.transfer_id = t.id
                  join billing.account a on a.id = e.account_id
                  join billing.transfer p on p.id = t.reverses_transfer_id
                 where t.code = '%s' and p.ref = '%s' order by t.id, e.line""".formatted(code, orderId));
    }

    /** What the first news of a case has booked as its fee. */
    long feesOf(Order order) {
        return Sql.number(
                database.owner(),
                "select sum(e.amount) from billing.transfer t join billing.entry e on e.transfer_id = t.id"
                        + " join billing.account a on a.id = e.account_id where a.kind = 'platform.psp_fees'"
                        + " and t.idem_key = 'cb:sandbox:dp_" + order.orderId() + ":fee'");
    }

    public String stateOf(Order order) {
        return Sql.rows(
                        database.owner(),
                        "select state from billing.payment_order where id = '" + order.orderId() + "'")
                .getFirst();
    }

    public long balance(String kind, UUID owner) {
        return Sql.number(
                database.owner(),
                "select coalesce(sum(balance), 0) from billing.account_balance where kind = '" + kind
                        + "' and owner_ref = '" + owner + "'");
    }
}
