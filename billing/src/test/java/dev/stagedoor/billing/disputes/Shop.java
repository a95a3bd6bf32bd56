package dev.stagedoor.billing.disputes;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.OrderOutcome;
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

    /** Lines of this code in the journal for the purchase of an order, as code, account and amount. */
    List<String> lines(String code, UUID orderId) {
        return Sql.rows(database.owner(), """
                select a.kind || ' ' || e.amount from billing.transfer t join billing.entry e on e.transfer_id = t.id
                  join billing.account a on a.id = e.account_id
                  join billing.transfer p on p.id = t.reverses_transfer_id
                 where t.code = '%s' and p.ref = '%s' order by t.id, e.line""".formatted(code, orderId));
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
