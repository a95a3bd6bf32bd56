package dev.stagedoor.billing.random;

import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.disputes.ClaimOutcome;
import dev.stagedoor.billing.disputes.Disputes;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.payments.Order;
import dev.stagedoor.billing.payments.OrderOutcome;
import dev.stagedoor.billing.payments.ProviderEvent.Kind;
import dev.stagedoor.billing.payments.SignedWebhook;
import dev.stagedoor.billing.payments.WebhookOutcome;
import dev.stagedoor.billing.referrals.Newcomer;
import dev.stagedoor.billing.settlements.ImportOutcome;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Coins that are given and bought, purchases that are refunded, that a bank takes back and may return, and the commission
 * of whoever brought the buyer. A package of 49.00 has a tax of 7.47, 45 coins and a bonus of 5.
 */
final class RandomPurchases {
    private static final long PRICE_MINOR = 4_900;
    private static final long NET_MINOR = 4_153;
    private static final long PAID_COINS = 45_000;
    private static final long ALL_COINS = 50_000;
    private static final long COMMISSION_BASIS_POINTS = 500;

    private final Scene scene;
    private final Map<UUID, UUID> referrers = new HashMap<>();
    private final List<Bought> bought = new ArrayList<>();

    private enum State {
        PAID,
        REFUNDED,
        CHARGED_BACK,
        WON,
        LOST
    }

    /** A purchase, what its commission is now, and what a bank took for it. */
    private static final class Bought {
        final UUID orderId;
        final UUID viewer;
        final long grant;
        State state = State.PAID;
        boolean hadCase;
        long commissionMinor;
        long coinsTaken;
        Map<UUID, Long> earningsTaken = Map.of();

        Bought(UUID orderId, UUID viewer, long grant) {
            this.orderId = orderId;
            this.viewer = viewer;
            this.grant = grant;
        }
    }

    /** Half of the viewers were brought by one of two performers who may be paid. */
    RandomPurchases(Scene scene) {
        this.scene = scene;
        for (int i = 0; i < Scene.PEOPLE / 2; i++) {
            UUID referrer = scene.performers.get(i % 2);
            UUID viewer = scene.viewers.get(i);
            String code =
                    requireNonNull(scene.test.billing.referrals().of(referrer).code());
            scene.test.billing.referrals().join(new Newcomer(viewer, code, Instant.now(), Instant.now()));
            referrers.put(viewer, referrer);
        }
    }

    String promotion() {
        UUID viewer = scene.pick(scene.viewers);
        long minor = 1L + scene.random.nextInt(60_000);
        UUID grant = id();
        scene.asking(() -> scene.test.billing.wallets().grantPromotion(viewer, grant, Money.coins(minor), "gift"));
        scene.model.give(viewer, minor);
        return "promotion of " + minor;
    }

    String purchase() {
        UUID viewer = scene.pick(scene.viewers);
        String key = id().toString();
        OrderOutcome created = scene.asking(() -> scene.test.billing.payments().order(viewer, "inr-49", key));
        Order order = ((OrderOutcome.Created) created).order();
        List<SignedWebhook> once = scene.test.billing.payments().sandbox().pay(order.orderId(), "SUCCESS");
        List<SignedWebhook> news = new ArrayList<>(once);
        news.addAll(once);
        Collections.shuffle(news, scene.random);
        news.forEach(this::deliver);
        long grant = Sql.number(
                scene.database, "select id from billing.transfer where code = 'PURCHASE' order by id desc limit 1");
        Bought purchase = new Bought(order.orderId(), viewer, grant);
        bought.add(purchase);
        scene.model.give(viewer, ALL_COINS);
        settleCommission(purchase, 0);
        return "purchase";
    }

    /** What nobody has used or set aside goes back, with the part of the price that it stands for. */
    String refund() {
        Bought purchase = any();
        if (purchase == null) {
            return "nothing bought";
        }
        Disputes disputes = scene.test.billing.disputes();
        UUID claim = id();
        Purses.Left left = scene.purses.left(purchase.grant);
        long netMinor = Math.min(NET_MINOR * left.all() / ALL_COINS, NET_MINOR * left.paid() / PAID_COINS);
        boolean isHeldByBank = purchase.state == State.CHARGED_BACK || purchase.state == State.LOST;
        boolean expected = purchase.state != State.REFUNDED && !isHeldByBank && netMinor > 0;
        ClaimOutcome asked =
                scene.asking(() -> disputes.requestRefund(claim, purchase.viewer, purchase.orderId, "not for me"));
        assertThat(asked instanceof ClaimOutcome.Open)
                .as("refund of %s: %s", left, asked)
                .isEqualTo(expected);
        if (!expected) {
            return "no refund: " + asked;
        }
        assertThat(scene.asking(() -> disputes.refund(claim, id(), "unused")))
                .isInstanceOf(ClaimOutcome.Refunded.class);
        long returnedMinor = returned(purchase);
        assertThat(returnedMinor)
                .isBetween(PRICE_MINOR * netMinor / NET_MINOR - 2, PRICE_MINOR * netMinor / NET_MINOR + 2);
        purchase.state = State.REFUNDED;
        scene.model.take(purchase.viewer, left.all());
        settleCommission(purchase, returnedMinor);
        return "refund of " + left + " for " + returnedMinor;
    }

    private long returned(Bought purchase) {
        return Sql.number(scene.database, """
                select e.amount from billing.transfer t join billing.entry e on e.transfer_id = t.id
                  join billing.account a on a.id = e.account_id
                 where t.idem_scope = 'refund' and t.idem_key = 'refund:%s' and a.kind = 'psp.receivable'""".formatted(purchase.orderId));
    }

    /** A bank opens a case, says the same once more, or decides; a purchase that was refunded has no case. */
    String bank() {
        Bought purchase = any();
        if (purchase == null) {
            return "nothing bought";
        }
        return switch (purchase.state) {
            case REFUNDED -> "refunded before";
            case PAID -> {
                open(purchase);
                yield "case opened, taken " + purchase.coinsTaken + " and " + purchase.earningsTaken.values();
            }
            case CHARGED_BACK -> decide(purchase);
            case WON, LOST -> {
                tell(purchase, purchase.state == State.WON ? Kind.CHARGEBACK_WON : Kind.CHARGEBACK_LOST);
                yield "said again: " + purchase.state;
            }
        };
    }

    private void open(Bought purchase) {
        Purses.Left left = scene.purses.left(purchase.grant);
        tell(purchase, Kind.CHARGEBACK_OPENED);
        Map<UUID, Long> taken = scene.taken("cb", key(purchase));
        long takenMinor = taken.values().stream().mapToLong(Long::longValue).sum();
        // What was spent of it brought at most its share, and nobody loses more than that; each spending is rounded
        // down.
        assertThat(takenMinor).isLessThanOrEqualTo((ALL_COINS - left.all()) * 45 / 1_000 + 1);
        long debtMinor = -Sql.number(scene.database, """
                select coalesce(sum(balance), 0) from billing.account_balance
                 where kind = 'viewer.debt' and owner_ref = '%s'""".formatted(purchase.viewer));
        assertThat(debtMinor).isBetween(0L, Scene.DEBT_LIMIT_MINOR);
        purchase.state = State.CHARGED_BACK;
        purchase.coinsTaken = left.all();
        purchase.earningsTaken = taken;
        scene.model.take(purchase.viewer, left.all());
        scene.model.lose(taken);
        settleCommission(purchase, PRICE_MINOR);
    }

    private String decide(Bought purchase) {
        int verdict = scene.random.nextInt(3);
        if (verdict == 0) {
            tell(purchase, Kind.CHARGEBACK_OPENED);
            return "case opened again";
        }
        if (verdict == 1) {
            tell(purchase, Kind.CHARGEBACK_LOST);
            purchase.state = State.LOST;
            return "case lost";
        }
        tell(purchase, Kind.CHARGEBACK_WON);
        purchase.state = State.WON;
        purchase.hadCase = true;
        scene.model.give(purchase.viewer, purchase.coinsTaken);
        purchase.earningsTaken.forEach(scene.model::owe);
        settleCommission(purchase, 0);
        return "case won";
    }

    /** The provider pays out what has become of a purchase; what was in its file before is in it again. */
    String settlement() {
        Bought purchase = any();
        if (purchase == null) {
            return "nothing bought";
        }
        String payment = Sql.rows(
                        scene.database,
                        "select payment_ref from billing.payment_order where id = '" + purchase.orderId + "'")
                .getFirst();
        StringBuilder file = new StringBuilder("settlement,day,currency,line,kind,payment,gross,fee\n");
        String row =
                "s-%s,2026-03-10,INR,%%s-%s,%%s,%s,%%s,%%s\n".formatted(purchase.orderId, purchase.orderId, payment);
        file.append(row.formatted("paid", "PAYMENT", "49.00", "1.47"));
        if (purchase.hadCase) {
            file.append(row.formatted("case", "CHARGEBACK", "-49.00", "5.00"))
                    .append(row.formatted("won", "CHARGEBACK_REVERSED", "49.00", "-5.00"));
        }
        switch (purchase.state) {
            case PAID, WON -> {}
            case REFUNDED ->
                file.append(row.formatted(
                        "back",
                        "REFUND",
                        BigDecimal.valueOf(-returned(purchase), 2).toPlainString(),
                        "0.10"));
            case CHARGED_BACK, LOST -> file.append(row.formatted("case", "CHARGEBACK", "-49.00", "5.00"));
        }
        ImportOutcome outcome = scene.asking(
                () -> scene.test.billing.settlements().importFile("sandbox", "s.csv", file.toString(), id()));
        assertThat(outcome).isNotInstanceOf(ImportOutcome.Refused.class);
        assertThat(Sql.rows(scene.database, """
                select standing from billing.settlement_standing where settlement_ref = 's-%s'""".formatted(purchase.orderId))).containsOnly("MATCHES");
        assertThat(Sql.number(scene.database, """
                select coalesce(sum(e.amount), 0) from billing.transfer t join billing.entry e on e.transfer_id = t.id
                  join billing.account a on a.id = e.account_id
                 where a.kind = 'psp.receivable' and (t.id = %d or t.reverses_transfer_id = %d or t.memo = 'settlement s-%s'
                    or t.reverses_transfer_id in (select id from billing.transfer where reverses_transfer_id = %d))""".formatted(
                                purchase.grant, purchase.grant, purchase.orderId, purchase.grant)))
                .as("what is settled is owed no more")
                .isZero();
        return "settlement: " + outcome;
    }

    private void tell(Bought purchase, Kind stage) {
        List<SignedWebhook> news = scene.test.billing.payments().sandbox().dispute(purchase.orderId, stage, 0);
        news.forEach(each -> assertThat(deliver(each))
                .isInstanceOfAny(WebhookOutcome.Accepted.class, WebhookOutcome.Duplicate.class));
        news.forEach(this::deliver);
    }

    private WebhookOutcome deliver(SignedWebhook webhook) {
        byte[] body = webhook.body().getBytes(StandardCharsets.UTF_8);
        return scene.asking(
                () -> scene.test.billing.providerNews().webhook("sandbox", webhook.headers(), body, "127.0.0.1"));
    }

    /** A twentieth of the price without tax, for what of the price has not gone back. */
    private void settleCommission(Bought purchase, long returnedMinor) {
        UUID referrer = referrers.get(purchase.viewer);
        if (referrer != null) {
            long owedMinor =
                    NET_MINOR * (PRICE_MINOR - returnedMinor) * COMMISSION_BASIS_POINTS / (PRICE_MINOR * 10_000);
            scene.model.owe(referrer, owedMinor - purchase.commissionMinor);
            purchase.commissionMinor = owedMinor;
        }
    }

    private static String key(Bought purchase) {
        return "cb:sandbox:dp_" + purchase.orderId + ":opened";
    }

    /** One of the last, so that it often has coins left; null before the first. */
    private @Nullable Bought any() {
        return bought.isEmpty() ? null : scene.pick(bought.subList(Math.max(0, bought.size() - 12), bought.size()));
    }
}
