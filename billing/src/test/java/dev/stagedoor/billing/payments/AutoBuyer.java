package dev.stagedoor.billing.payments;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.LimitPeriod;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.wallet.Tip;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A buyer whose coins buy themselves at one provider: the package of 49.00, whenever fewer than 40 coins are left. */
final class AutoBuyer {
    final UUID id = TestBilling.id();
    final TestBilling test;

    AutoBuyer(FreshDatabase database, ProviderTerms provider) {
        test = new TestBilling(
                database.pool(),
                BillingConfig.builder()
                        .sandboxEnabled(false)
                        .providers(List.of(provider))
                        .build());
    }

    UUID order(boolean keepsMethod) {
        OrderOutcome made =
                test.billing.payments().order(id, "inr-49", TestBilling.id().toString(), keepsMethod);
        return ((OrderOutcome.Created) made).order().orderId();
    }

    /** What the provider tells by itself. */
    WebhookOutcome told(String provider, Map<String, String> headers, byte[] body, String from) {
        return test.billing.providerNews().webhook(provider, headers, body, from);
    }

    AutoTopUp.Outcome wish() {
        Money cap = new Money(1_000_00, Asset.INR);
        return test.billing
                .autoTopUps()
                .set(id, new AutoTopUp.Wish(TestBilling.coins(40), "inr-49", cap, LimitPeriod.MONTH));
    }

    /** Spends, and lets what is due happen. */
    void spend(long whole) {
        var _ = test.billing
                .tips()
                .tip(new Tip(TestBilling.id(), id, TestBilling.id(), null, TestBilling.coins(whole), "", false));
        run();
    }

    /** For this buyer, not for those of the tests before. */
    void run() {
        test.billing.autoTopUps().wake(id);
        test.billing.autoTopUps().run();
    }

    AutoTopUp state() {
        return requireNonNull(test.billing.autoTopUps().of(id));
    }

    List<OrderState> attempts() {
        return state().attempts().stream().map(Order::state).toList();
    }

    UUID attempt() {
        return state().attempts().getFirst().orderId();
    }

    long coins() {
        return test.available(id);
    }
}
